import { type CachedFetch } from './run';

/** What the cache did for one fetch, in words. */
export function cacheNote({ status, types }: CachedFetch): string {
  const counts = Object.values(types);
  const misses = counts.reduce((sum, one) => sum + one.misses, 0);
  const all = counts.reduce((sum, one) => sum + one.hits + one.misses, 0);
  switch (status) {
    case 'HIT':
      return 'all from the cache';
    case 'PARTIAL':
      return `${misses} of ${all} asked for, the rest from the cache`;
    case 'MISS':
      return 'asked for, and kept';
    case 'PRIVATE':
      return 'asked for, and not kept: it is not the same for everybody, or may not be';
    case 'BYPASS':
      return 'asked for: the cache is away';
    default:
      return status;
  }
}
