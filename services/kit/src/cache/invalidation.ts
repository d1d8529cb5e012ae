import { namedTag, subgraphTag } from '@nutgraf/contract/cache-stamps';
import type { DataSource, EntityManager } from 'typeorm';
import type { Logger } from '../logger';
import { CacheOutboxRepository } from './cache-outbox';
import { CacheSweeper } from './cache-sweeper';
import { openStampBook } from './stamp-book';
import { Stamps } from './stamps';

/** What a transaction has made void. */
export interface Recorded {
  readonly id: string;
  readonly tags: readonly string[];
}

export interface InvalidationOptions {
  /** Name of the subgraph. */
  readonly subgraph: string;
  readonly dataSource: DataSource;
  /** Null for none: then there is no cache either, for a gateway keeps its answers in the same Redis or none. */
  readonly redisUrl: string | null;
  readonly logger: Logger;
}

/** How a service's writes make void what caches hold of it, see the decision on a cache that is never stale after a write. */
export class Invalidation {
  readonly #subgraph: string;
  readonly #stamps: Stamps | null;
  readonly #sweeper: CacheSweeper | null;

  private constructor(subgraph: string, stamps: Stamps | null, sweeper: CacheSweeper | null) {
    this.#subgraph = subgraph;
    this.#stamps = stamps;
    this.#sweeper = sweeper;
  }

  static async open(options: InvalidationOptions): Promise<Invalidation> {
    const { subgraph, dataSource, redisUrl, logger } = options;
    if (redisUrl === null) return new Invalidation(subgraph, null, null);
    const stamps = new Stamps(await openStampBook(redisUrl), logger);
    const outbox = new CacheOutboxRepository(dataSource.manager);
    return new Invalidation(subgraph, stamps, new CacheSweeper(outbox, stamps, logger));
  }

  /** Whether there is a cache to which any of this matters. */
  get isOn(): boolean {
    return this.#stamps !== null;
  }

  /** Begins to raise what other processes, or this one before, have left. The table is there. */
  start(): void {
    this.#sweeper?.start();
  }

  /** A name as it is raised; null for everything that this service answers. */
  tagOf(name: string | null): string {
    return name === null ? subgraphTag(this.#subgraph) : namedTag(this.#subgraph, name);
  }

  /** Within the transaction of the write. Null when there is nothing to raise. */
  async record(manager: EntityManager, tags: readonly string[]): Promise<Recorded | null> {
    if (!this.isOn || tags.length === 0) return null;
    return { id: await new CacheOutboxRepository(manager).append(tags), tags };
  }

  /** After its commit, and before anybody is told of it. Takes a moment at most, and never fails. */
  async raiseRecorded({ id, tags }: Recorded): Promise<void> {
    if (await this.#stamps?.raise(tags)) this.#sweeper?.raised(id);
  }

  /** For a write of before, which may have ended before it came to raise what it made void. */
  async raise(...names: readonly string[]): Promise<void> {
    await this.#stamps?.raise(names.map((name) => this.tagOf(name)));
  }

  /** Waits for what is being raised. */
  async close(): Promise<void> {
    await this.#stamps?.close();
    await this.#sweeper?.stop();
  }
}
