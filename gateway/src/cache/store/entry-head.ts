import { type Lifetime, type NewEntry } from '../entry-store';

/** What is kept with an entry's text, as one short text. */
export function writeHead({ lifetime, note }: NewEntry, isPacked: boolean): string {
  const { freshMs, staleWhileRevalidateMs, staleIfErrorMs } = lifetime;
  return JSON.stringify([freshMs, staleWhileRevalidateMs, staleIfErrorMs, isPacked ? 1 : 0, note]);
}

export function readHead(head: string): { lifetime: Lifetime; note: string; isPacked: boolean } {
  const [freshMs, staleWhileRevalidateMs, staleIfErrorMs, packed, note] = JSON.parse(head) as [
    number,
    number,
    number,
    number,
    string,
  ];
  return { lifetime: { freshMs, staleWhileRevalidateMs, staleIfErrorMs }, note, isPacked: packed === 1 };
}

/** From when it was stored until nobody may use it any more, whole milliseconds. */
export function wholeLifetime({ freshMs, staleWhileRevalidateMs, staleIfErrorMs }: Lifetime): number {
  return Math.floor(freshMs + Math.max(staleWhileRevalidateMs, staleIfErrorMs));
}

/** Tags as Redis keeps them; `undefined` when one of them cannot be told from the next. */
export function joinTags(tags: readonly string[]): string | undefined {
  const joined = tags.join('\n');
  return tags.some((tag) => tag.includes('\n')) ? undefined : joined;
}

export function splitTags(joined: string): string[] {
  return joined === '' ? [] : joined.split('\n');
}
