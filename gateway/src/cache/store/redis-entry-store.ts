import { randomBytes } from 'node:crypto';
import { mostTagsAtOnce, stampBook } from '@nutgraf/contract/cache-stamps';
import { type SharedRedis } from '../../redis/shared-redis';
import { type Begin, type CachedEntry, type EntryStore, type LookedUp, type NewEntry } from '../entry-store';
import { Availability } from './availability';
import { type CacheCommands, entryPrefix, type FoundParts, withCacheCommands } from './commands';
import { joinTags, readHead, splitTags } from './entry-head';
import { EntryWriter } from './entry-writer';
import { NearEntries } from './near-entries';
import { unpack } from './packing';
import { notCurrent } from './scripts';
import { defaultStoreOptions, type StoreOptions } from './store-options';

/** Bytes that one lookup carries; what is beyond is not found, so that nobody waits in vain for all. */
const lookupBytes = 4_000_000;

/** Away for longer, writers may have been cut off as well: as if the connection were lost. In milliseconds. */
const longestPauseMs = 1_000;

/**
 * Opens a store. A Redis that does not answer is no error: the store is away until it does.
 * @param options what differs from the defaults
 */
export async function openEntryStore(
  redis: SharedRedis,
  options: Partial<StoreOptions> = {},
): Promise<RedisEntryStore> {
  const store = new RedisEntryStore(redis, { ...defaultStoreOptions, ...options });
  await store.begin();
  return store;
}

/** Entries in Redis, see the decision on a cache that is never stale after a write. */
export class RedisEntryStore implements EntryStore {
  readonly #commands: CacheCommands;
  readonly #availability: Availability;
  readonly #near: NearEntries;
  readonly #writer: EntryWriter;
  #run = '';
  /** Times that the connection was lost, and how many of them were settled. */
  #losses = 0;
  #settledLosses = 0;

  constructor(
    private readonly redis: SharedRedis,
    private readonly options: StoreOptions,
  ) {
    this.#commands = withCacheCommands(redis.client);
    this.#availability = new Availability(options, (awayMs) => this.#settle(awayMs));
    this.#near = new NearEntries(options.nearBytes);
    this.#writer = new EntryWriter(this.#commands, this.#availability, this.#near, options);
  }

  get isAway(): boolean {
    return this.#availability.isAway;
  }

  /** Follows the connection, and asks for the first time. */
  async begin(): Promise<void> {
    const { client } = this.redis;
    client.on('close', this.#onClose);
    client.on('ready', this.#onReady);
    await this.#availability.tryNow();
  }

  /** Asks nothing any more. The connection is others' to end. */
  close(): void {
    this.redis.client.off('close', this.#onClose);
    this.redis.client.off('ready', this.#onReady);
    this.#availability.close();
  }

  async lookup(keys: readonly string[]): Promise<LookedUp | undefined> {
    const held = keys.map((key) => this.#near.get(key));
    const answer = await this.#ask(() =>
      this.#commands.nutgrafLookupBuffer(
        keys.length + 1,
        stampBook,
        ...keys.map((key) => entryPrefix + key),
        newEpoch(),
        this.#run,
        lookupBytes,
        ...held.flatMap((entry) => [entry?.id ?? '', entry?.countedAt ?? -1]),
      ),
    );
    if (!answer) return undefined;
    const [epochBytes, counter, ...found] = answer;
    const epoch = epochBytes.toString();
    const entries = await Promise.all(
      found.map(async (parts, index) => {
        const key = keys[index] ?? '';
        if (typeof parts !== 'number') return this.#receive(key, parts, epoch, counter);
        const near = held[index];
        if (parts < 0 || !near) return this.#forget(key);
        near.countedAt = counter;
        return { ...near, ageMs: parts };
      }),
    );
    return {
      begin: { epoch, counter },
      entries,
      invalidated: found.filter((parts) => parts === notCurrent).length,
    };
  }

  store(entries: readonly NewEntry[]): Promise<void> {
    return this.#writer.write(entries);
  }

  async areCurrent(
    begin: Begin,
    tagsOfEach: readonly (readonly string[])[],
  ): Promise<readonly boolean[] | undefined> {
    const lists = tagsOfEach.map(joinTags);
    const answer = await this.#ask(() =>
      this.#commands.nutgrafAreCurrent(
        1,
        stampBook,
        begin.epoch,
        begin.counter,
        ...lists.map((list) => list ?? ''),
      ),
    );
    return answer?.map((current, index) => current === 1 && lists[index] !== undefined);
  }

  async raise(tags: readonly string[]): Promise<boolean> {
    for (let first = 0; first < tags.length; first += mostTagsAtOnce) {
      if (!(await this.#raiseSome(tags.slice(first, first + mostTagsAtOnce)))) return false;
    }
    return tags.length > 0 || !this.isAway;
  }

  async #raiseSome(tags: readonly string[]): Promise<boolean> {
    try {
      const stamp = await this.#availability.ask(() => this.#commands.nutgrafRaise(1, stampBook, ...tags));
      return stamp !== undefined;
    } catch {
      // Full: without a book nothing counts.
      const removed = await this.#availability.ask(() => this.redis.client.unlink(stampBook));
      return removed !== undefined;
    }
  }

  /** As {@link Availability.ask}; what a full Redis refuses is counted. */
  async #ask<T>(send: () => Promise<T>): Promise<T | undefined> {
    try {
      return await this.#availability.ask(send);
    } catch {
      this.options.watch?.onRefused('full');
      return undefined;
    }
  }

  async #receive(
    key: string,
    [id, begin, ageMs, tags, head, value]: FoundParts,
    epoch: string,
    countedAt: number,
  ): Promise<CachedEntry | undefined> {
    try {
      const { lifetime, note, isPacked } = readHead(head.toString());
      const text = await unpack({ isPacked, value }, this.options.entryBytes);
      const entry: NewEntry = {
        key,
        begin: { epoch, counter: begin },
        tags: splitTags(tags.toString()),
        lifetime,
        note,
        text,
      };
      this.#near.hold({ ...entry, id: id.toString(), countedAt });
      return { ...entry, ageMs };
    } catch {
      // Not as we wrote it, or written by a gateway that allows more.
      return undefined;
    }
  }

  #forget(key: string): undefined {
    this.#near.drop(key);
  }

  /** Nobody trusts what is in Redis before this was done. */
  async #settle(awayMs: number): Promise<boolean> {
    if (!this.redis.isReady) return false;
    const run = /^run_id:(\w+)/m.exec(await this.redis.client.info('server'))?.[1] ?? '';
    const losses = this.#losses;
    const hadLostConnection = losses > this.#settledLosses || awayMs > longestPauseMs;
    await this.#commands.nutgrafSettle(1, stampBook, newEpoch(), run, hadLostConnection ? 1 : 0);
    this.#settledLosses = Math.max(this.#settledLosses, losses);
    this.#run = run;
    return true;
  }

  readonly #onClose = () => {
    this.#losses += 1;
    this.#availability.leave();
  };

  readonly #onReady = () => void this.#availability.tryNow();
}

/** Names a book that is made now. */
function newEpoch(): string {
  return randomBytes(12).toString('base64url');
}
