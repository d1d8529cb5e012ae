import type { Logger } from '../logger';
import { outboxBatch, type CacheOutboxRepository } from './cache-outbox';
import type { Stamps } from './stamps';

const pauseMs = 2_000;
/** Whoever wrote a row and lives has raised its tags by then. */
const abandonedAfterSeconds = 3;

/** Takes rows out of the cache's outbox once their tags are raised, and raises those that nobody else will. */
export class CacheSweeper {
  readonly #outbox: CacheOutboxRepository;
  readonly #stamps: Stamps;
  readonly #logger: Logger;
  #raised: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = true;

  constructor(outbox: CacheOutboxRepository, stamps: Stamps, logger: Logger) {
    this.#outbox = outbox;
    this.#stamps = stamps;
    this.#logger = logger;
  }

  start(): void {
    this.#stopped = false;
    // Of all that is left, and not only of what is old: this process could not raise it either.
    this.#stamps.onBack(() => this.#run(0));
    this.#run(abandonedAfterSeconds);
  }

  /** The tags of this row are raised: it may go. */
  raised(id: string): void {
    this.#raised.push(id);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    await this.#deleteRaised().catch(() => undefined);
  }

  /** One after the other. */
  #run(atLeastSeconds: number): void {
    clearTimeout(this.#timer);
    this.#running = this.#running
      .then(() => this.#sweep(atLeastSeconds))
      .finally(() => {
        if (this.#stopped) return;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.#run(abandonedAfterSeconds), pauseMs);
        this.#timer.unref();
      });
  }

  async #sweep(atLeastSeconds: number): Promise<void> {
    try {
      await this.#deleteRaised();
      while (!this.#stopped && !this.#stamps.isAway) {
        const rows = await this.#outbox.oldest(atLeastSeconds);
        if (rows.length === 0) return;
        const tags = new Set(rows.flatMap((row) => row.tags));
        if (!(await this.#stamps.raise([...tags]))) return;
        await this.#outbox.delete(rows.map(({ id }) => id));
        if (rows.length < outboxBatch) return;
      }
    } catch (error) {
      this.#logger.warn({ err: error }, 'could not look after the outbox of the cache; trying again');
    }
  }

  async #deleteRaised(): Promise<void> {
    while (this.#raised.length > 0) {
      const ids = this.#raised.slice(0, outboxBatch);
      await this.#outbox.delete(ids);
      this.#raised = this.#raised.slice(ids.length);
    }
  }
}
