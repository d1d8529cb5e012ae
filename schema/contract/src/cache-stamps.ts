/**
 * How writers tell that what caches hold of their data is old, see the decision on a cache that is never stale after a
 * write. Stamps are kept in one Redis hash, the book: a field for each tag that was raised, with the number that its counter
 * had then. Because counter and stamps are one key, they are lost together or not at all.
 */

/** Key of the book. The braces keep all keys of the cache on one node of a Redis Cluster. */
export const stampBook = '{nutgraf:cache}:stamps';

/**
 * Fields of the book that are no tags. Tags begin with a slash, so no tag is one of them.
 * `epoch` names this book; another one is another epoch, and nothing that was cached in one counts in another.
 * `counter` grows with each raise. What began before `floor` does not count. `run` is the `run_id` of its Redis.
 */
export const bookFields = {
  epoch: '#epoch',
  counter: '#counter',
  floor: '#floor',
  run: '#run',
} as const;

/** Everything a subgraph answers. */
export function subgraphTag(subgraph: string): string {
  return `/${encodeURIComponent(subgraph)}`;
}

/** All entities of a type, as a subgraph answers them; for the query type all of its root fields. */
export function typeTag(subgraph: string, type: string): string {
  return `${subgraphTag(subgraph)}/${type}`;
}

/** One root field of a subgraph, whatever its arguments. */
export function fieldTag(subgraph: string, type: string, field: string): string {
  return `${typeTag(subgraph, type)}.${field}`;
}

/**
 * One entity, as a subgraph answers it.
 * @param key values of the fields of one `@key`, as in a representation
 */
export function entityTag(subgraph: string, type: string, key: Readonly<Record<string, unknown>>): string {
  return `${typeTag(subgraph, type)}${JSON.stringify(sorted(key))}`;
}

/** A tag that the subgraph made up, and sent as `apolloCacheTags` or `apolloEntityCacheTags` in its extensions. */
export function namedTag(subgraph: string, name: string): string {
  return `${subgraphTag(subgraph)}#${name}`;
}

/** Tags that one call of {@link raiseStampsScript} may carry. */
export const mostTagsAtOnce = 1_000;

/** Characters of a tag; a longer one is refused where it is made known, so that nothing depends on it. */
export const longestTag = 500;

/**
 * Raises the stamps of tags (KEYS: the book; ARGV: the tags). Without a book nothing that was cached counts, so there is
 * nothing to raise. A book that would hold more than 100,000 tags begins anew: what was cached before does not count.
 * @returns the stamp; 0 without a book
 */
export const raiseStampsScript = `
local book = KEYS[1]
if redis.call('EXISTS', book) == 0 then return 0 end
local stamp = redis.call('HINCRBY', book, '#counter', 1)
if redis.call('HLEN', book) + #ARGV > 100000 then
  local kept = redis.call('HMGET', book, '#epoch', '#run')
  redis.call('UNLINK', book)
  redis.call('HSET', book, '#epoch', kept[1], '#run', kept[2] or '', '#counter', stamp, '#floor', stamp)
  return stamp
end
for _, tag in ipairs(ARGV) do redis.call('HSET', book, tag, stamp) end
return stamp`;

/** Keys in one order at every level, so that one key has one text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, sorted(part)]));
}
