import { cacheNote } from './cache-note';

test.each([
  ['HIT', 3, 0, 'all from the cache'],
  ['PARTIAL', 29, 3, '3 of 32 asked for, the rest from the cache'],
  ['MISS', 0, 2, 'asked for, and kept'],
  ['BYPASS', 0, 0, 'asked for: the cache is away'],
  ['SOMETHING_NEW', 0, 0, 'SOMETHING_NEW'],
])('%s with %i hits and %i misses: %s', (status, hits, misses, expected) => {
  const types = { User: { hits, misses: 0 }, Plan: { hits: 0, misses } };
  expect(cacheNote({ subgraph: 'users', status, types })).toBe(expected);
});
