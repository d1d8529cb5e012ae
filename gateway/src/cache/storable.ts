import { headers as contractHeaders } from '@nutgraf/contract/headers';
import { cacheDirectives, secondsOf } from '../upstream/cache-directives';
import { type CacheCaller } from './cache-caller';
import { type Lifetime } from './entry-store';

export interface LifetimeLimits {
  /** Seconds for which anything is fresh at most. */
  readonly maxAgeSeconds: number;
  /** Seconds for which it may be used after that at most, where the subgraph allows it. */
  readonly maxStaleSeconds: number;
}

/** An answer that may be kept for this caller and those like them. */
export interface Storable {
  readonly lifetime: Lifetime;
  /** Its `Cache-Control`, with what `Age` has taken of it. */
  readonly cacheControl: string;
  /** Seconds that it was old when it came. */
  readonly age: number;
}

/**
 * Whether the answer that came with these headers may be kept, by the rules for shared caches (RFC 9111 section 3). What a
 * guest was told is for all guests, and so may be `private`; what somebody else was told has to say that it is for all.
 * @param headers names and values in turn
 */
export function storable(
  headers: readonly Buffer[],
  caller: CacheCaller,
  { maxAgeSeconds, maxStaleSeconds }: LifetimeLimits,
): Storable | undefined {
  const values = valuesOf(headers, ['cache-control', 'age', 'vary', 'set-cookie', ...caller.passedOn]);
  const cacheControl = values.get('cache-control');
  if (cacheControl === undefined || values.has('set-cookie')) return undefined;
  // Whoever gets the kept answer would not get the header.
  if (caller.passedOn.some((name) => values.has(name))) return undefined;
  if (variesByMore(values.get('vary') ?? '', caller)) return undefined;
  const directives = cacheDirectives(cacheControl);
  const { isPrivate, isPublic, maxAge, sharedMaxAge } = directives;
  if (directives.forbidsStoring) return undefined;
  if (!caller.isGuest && (isPrivate || !(isPublic || sharedMaxAge !== undefined))) return undefined;
  const age = values.has('age') ? secondsOf(values.get('age')!, Infinity) : 0;
  const told = (isPrivate ? maxAge : (sharedMaxAge ?? maxAge)) ?? 0;
  const freshSeconds = Math.min(told - age, maxAgeSeconds);
  if (!(freshSeconds > 0)) return undefined;
  const stale = (seconds: number) =>
    directives.mustRevalidate ? 0 : Math.min(seconds, maxStaleSeconds) * 1000;
  return {
    cacheControl,
    age,
    lifetime: {
      freshMs: freshSeconds * 1000,
      staleWhileRevalidateMs: stale(directives.staleWhileRevalidate),
      staleIfErrorMs: stale(directives.staleIfError),
    },
  };
}

/** Whether the answer depends on something of the request that is not part of the key. */
function variesByMore(vary: string, caller: CacheCaller): boolean {
  return vary
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .some(
      (name) =>
        name === '*' ||
        name === contractHeaders.client ||
        (name === contractHeaders.identity && !caller.isGuest) ||
        caller.ignored.includes(name),
    );
}

/** Those of the headers that are asked for; several values of one are joined (RFC 9110 section 5.3). */
function valuesOf(headers: readonly Buffer[], names: readonly string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (let index = 0; index < headers.length; index += 2) {
    const name = headers[index]!.toString('latin1').toLowerCase();
    if (!names.includes(name)) continue;
    const value = headers[index + 1]!.toString('latin1');
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return values;
}
