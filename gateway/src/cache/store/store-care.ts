import { bookFields, stampBook } from '@nutgraf/contract/cache-stamps';
import { type Redis } from 'ioredis';
import { entryPrefix } from './commands';

/** What is in a cache's Redis. */
export interface StoreStats {
  readonly entries: number;
  /** Whether there are more, for which it was not looked. */
  readonly hasMore: boolean;
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
export async function purgeAll(redis: Redis): Promise<void> {
  try {
    await redis.eval(purgeScript, 1, stampBook);
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('OOM command not allowed'))) throw error;
    // Full: without a book nothing counts.
    await redis.unlink(stampBook);
  }
}

/** Counts entries in bounded steps, so that others are served in between. */
export async function readStats(redis: Redis): Promise<StoreStats> {
  const memory = await redis.info('memory');
  const number = (name: string) => Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(memory)?.[1] ?? 0);
  const book = await redis.hmget(stampBook, ...Object.values(bookFields), bookFields.counter);
  const ownFields = book.slice(0, -1).filter((value) => value !== null).length;
  const { entries, hasMore } = await countEntries(redis);
  return {
    entries,
    hasMore,
    usedMemory: number('used_memory'),
    maxMemory: number('maxmemory'),
    counter: Number(book.at(-1) ?? 0),
    tags: (await redis.hlen(stampBook)) - ownFields,
  };
}

async function countEntries(redis: Redis): Promise<{ entries: number; hasMore: boolean }> {
  let cursor = '0';
  let entries = 0;
  for (let step = 0; step < mostSteps; step++) {
    const [next, keys] = await redis.scan(cursor, 'MATCH', `${entryPrefix}*`, 'COUNT', keysAtOnce);
    entries += keys.length;
    cursor = next;
    if (cursor === '0') return { entries, hasMore: false };
  }
  return { entries, hasMore: true };
}
