import type { Clock } from '@nutgraf/kit/clock';
import type { Logger } from '@nutgraf/kit/logger';
import type { EntityManager } from 'typeorm';
import { PruningRepository } from './pruning.repository';

/** Rows of one statement: a lock is never held for long. */
const batchSize = 500;
const dayMs = 86_400_000;
const everyMs = 60_000;

/** Deletes what nobody needs any more: sessions that have expired, and the events of tokens that long have. */
export class SessionPruning {
  readonly #repository: PruningRepository;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #running: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;

  constructor(manager: EntityManager, clock: Clock, logger: Logger) {
    this.#repository = new PruningRepository(manager);
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Prunes now and then for as long as the process lives. */
  start(intervalMs = everyMs): void {
    this.#timer = setInterval(() => this.#begin(), intervalMs);
  }

  /** Resolves when the batch under way is done. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Deletes what is due by now, batch by batch. */
  async prune(limit = batchSize): Promise<void> {
    const now = this.#clock.now();
    const yesterday = new Date(now.getTime() - dayMs);
    await this.#drain(limit, () => this.#repository.deleteExpiredSessions(now, limit));
    await this.#drain(limit, () => this.#repository.deleteSpentRevocations(yesterday, limit));
  }

  async #drain(limit: number, deleteSome: () => Promise<number>): Promise<void> {
    while (!this.#stopped && (await deleteSome()) === limit);
  }

  #begin(): void {
    this.#running = this.#running
      .then(() => this.prune())
      .catch((error: unknown) => {
        this.#logger.warn({ err: error }, 'could not delete expired sessions; trying again later');
      });
  }
}
