import { type Storable } from './storable';

/** What is kept beside an entry, for the answers it becomes part of: how old it was when it came, and its `Cache-Control`. */
export function noteOf({ age, cacheControl }: Pick<Storable, 'age' | 'cacheControl'>): string {
  return `${age} ${cacheControl}`;
}

/** @param ageMs milliseconds since it was kept */
export function readNote(
  note: string,
  ageMs: number,
): { readonly age: number; readonly cacheControl: string } {
  const space = note.indexOf(' ');
  return {
    age: Number(note.slice(0, space)) + Math.floor(ageMs / 1000),
    cacheControl: note.slice(space + 1),
  };
}
