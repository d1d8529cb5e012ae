import { bookFields, raiseStampsScript, stampBook } from '@nutgraf/contract/cache-stamps';
import { type Redis } from 'ioredis';
import { entryPrefix } from './commands';

export interface StoredEntries {
  readonly entries: number;
  readonly bytes: number;
}

/** What is in a cache's Redis. */
export interface StoreStats {
  readonly entries: number;
  /** What they take in Redis. */
  readonly bytes: number;
  /** Whether there are more, for which it was not looked. */
  readonly hasMore: boolean;
  /** By what begins their keys: one for each supergraph and namespace. */
  readonly graphs: ReadonlyMap<string, StoredEntries>;
  /** Of the whole Redis, in bytes. */
  readonly usedMemory: number;
  /** Of the whole Redis, in bytes; 0 without a limit. */
  readonly maxMemory: number;
  /** How often something was raised. */
  readonly counter: number;
  /** Tags with a stamp. */
  readonly tags: number;
}

const keysAtOnce = 1_000;
const mostSteps = 10_000;

const purgeScript = `
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], '${bookFields.floor}', redis.call('HINCRBY', KEYS[1], '${bookFields.counter}', 1))
return 1`;

/** Lets nothing count that was cached until now, at once. What it takes in memory goes when its lifetime ends. */
export function purgeAll(redis: Redis): Promise<void> {
  return orWithoutBook(redis, () => redis.eval(purgeScript, 1, stampBook));
}

/** Lets nothing count that has one of the tags, at once. */
export function purgeTags(redis: Redis, tags: readonly string[]): Promise<void> {
  return orWithoutBook(redis, () => redis.eval(raiseStampsScript, 1, stampBook, ...tags));
}

/** A Redis that is full takes nothing, but without a book nothing counts. */
async function orWithoutBook(redis: Redis, purge: () => Promise<unknown>): Promise<void> {
  try {
    await purge();
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('OOM command not allowed'))) throw error;
    await redis.unlink(stampBook);
  }
}

/**
 * Counts entries in bounded steps, so that others are served in between.
 * @param onProgress told after each step how many there are so far
 */
export async function readStats(redis: Redis, onProgress?: (entries: number) => void): Promise<StoreStats> {
  const memory = await redis.info('memory');
  const number = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(memory)?.[1] ?? 0);
  const book = await redis.hmget(stampBook, ...Object.values(bookFields), bookFields.counter);
  const ownFields = book.slice(0, -1).filter((value) => value !== null).length;
  const tags = (await redis.hlen(stampBook)) - ownFields;
  const { graphs, hasMore } = await countEntries(redis, onProgress);
  const all = [...graphs.values()];
  return {
    entries: sum(all.map(({ entries }) => entries)),
    bytes: sum(all.map(({ bytes }) => bytes)),
    hasMore,
    graphs,
    usedMemory: number('used_memory'),
    maxMemory: number('maxmemory'),
    counter: Number(book.at(-1) ?? 0),
    tags,
  };
}

async function countEntries(redis: Redis, onProgress?: (entries: number) => void) {
  const graphs = new Map<string, { entries: number; bytes: number }>();
  let cursor = '0';
  let found = 0;
  for (let step = 0; step < mostSteps; step++) {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${entryPrefix}*`, 'COUNT', keysAtOnce);
    const sizes = await Promise.all(keys.map((key) => redis.memory('USAGE', key)));
    keys.forEach((key, at) => {
      const bytes = sizes[at];
      // Its lifetime ended between the two.
      if (typeof bytes !== 'number') return;
      const graph = key.slice(entryPrefix.length).split(':', 1)[0] ?? '';
      const counted = graphs.get(graph) ?? { entries: 0, bytes: 0 };
      graphs.set(graph, { entries: counted.entries + 1, bytes: counted.bytes + bytes });
      found += 1;
    });
    onProgress?.(found);
    cursor = next;
    if (cursor === '0') return { graphs, hasMore: false };
  }
  return { graphs, hasMore: true };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
