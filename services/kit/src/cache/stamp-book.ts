import { mostTagsAtOnce, raiseStampsScript, stampBook } from '@nutgraf/contract/cache-stamps';
import Redis, { ReplyError } from 'ioredis';

/** The book of stamps, as a writer sees it. */
export interface StampBook {
  /** Raises the stamps of tags. Rejects when that is not known to have happened. */
  raise(tags: readonly string[]): Promise<void>;
  /** Rejects when nobody answers, or nobody may write; who may not for want of memory can still delete the book. */
  ping(): Promise<void>;
  /** Told each time the connection is lost. */
  onLost(listener: () => void): void;
  /** Told each time there is a connection. */
  onConnected(listener: () => void): void;
  close(): void;
}

/** Connects to the book in Redis, or goes on trying for as long as there is none. */
export async function openStampBook(redisUrl: string): Promise<StampBook> {
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 1_000,
    // A connection on which nothing comes back is no connection.
    socketTimeout: 2_000,
    retryStrategy: (times) => Math.min(times * 50, 1_000),
    scripts: { raiseStamps: { lua: raiseStampsScript, numberOfKeys: 1 } },
  }) as Redis & { raiseStamps(book: string, ...tags: string[]): Promise<number> };
  redis.on('error', () => undefined);
  await redis.connect().catch(() => undefined);

  const raiseSome = async (tags: readonly string[]) => {
    try {
      await redis.raiseStamps(stampBook, ...tags);
    } catch (error) {
      if (!(error instanceof ReplyError)) throw error;
      // It answers, but it may not write, for want of memory. Without a book nothing that was cached counts.
      await redis.unlink(stampBook);
    }
  };
  return {
    raise: async (tags) => {
      for (let at = 0; at < tags.length; at += mostTagsAtOnce) {
        await raiseSome(tags.slice(at, at + mostTagsAtOnce));
      }
    },
    // Changes nothing.
    ping: async () => void (await redis.persist(stampBook)),
    onLost: (listener) => void redis.on('close', listener),
    onConnected: (listener) => void redis.on('ready', listener),
    close: () => redis.disconnect(),
  };
}
