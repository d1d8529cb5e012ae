import { setTimeout } from 'node:timers/promises';
import type { EventEnvelope, EventPage } from '@nutgraf/contract/event';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Invalidation } from '../cache/invalidation';
import { inTransaction, type Transaction } from '../database/transaction';
import type { InternalClient } from '../http/internal-client';
import type { Logger } from '../logger';

/** Seconds for which a request for events is held open by the other service. */
const waitSeconds = 20;
const firstRetryMs = 100;
/** A second at most: a right that is withdrawn right after an outage must close within two. */
const longestRetryMs = 1_000;
const noteworthyRetryMs = 500;

/** Applies one event within the transaction that also moves the cursor. Ignores types it does not know. */
export type ApplyEvent = (
  event: EventEnvelope,
  manager: EntityManager,
  transaction: Pick<Transaction, 'invalidate'>,
) => Promise<void>;

export interface EventConsumerOptions {
  /** Name of the service whose feed is read; one cursor is kept for each. */
  readonly source: string;
  readonly client: InternalClient;
  readonly dataSource: DataSource;
  readonly apply: ApplyEvent;
  /** Needed by an `apply` that invalidates. */
  readonly invalidation?: Invalidation;
  readonly logger: Logger;
}

/** For a consumer's first migration. */
export async function createEventCursorTable(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE event_cursor (source text PRIMARY KEY, position bigint NOT NULL)`);
}

/**
 * Follows another service's event feed for as long as the process lives. At least once on the wire,
 * exactly once in effect: each event is applied in the transaction that moves the cursor past it.
 */
export class EventConsumer {
  readonly #options: EventConsumerOptions;
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: EventConsumerOptions) {
    this.#options = options;
  }

  /** Begins to follow; failures are logged and tried again. */
  start(): void {
    this.#running = this.#follow();
  }

  /** Resolves when the event being applied is done. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #follow(): Promise<void> {
    const { source, logger } = this.#options;
    let retryMs = firstRetryMs;
    while (!this.#stopped.signal.aborted) {
      try {
        await this.#applyNextPage();
        retryMs = firstRetryMs;
      } catch (error) {
        if (this.#stopped.signal.aborted) return;
        // Services start side by side, and one may be away for a moment: that is no news.
        const level = retryMs > noteworthyRetryMs ? 'warn' : 'debug';
        logger[level]({ err: error, source }, 'could not follow the event feed; trying again');
        await this.#pause(retryMs);
        retryMs = Math.min(retryMs * 2, longestRetryMs);
      }
    }
  }

  async #applyNextPage(): Promise<void> {
    const { client, source, dataSource, apply, invalidation } = this.#options;
    const after = await this.#position();
    const { events } = await client.get<EventPage>(`/internal/events?after=${after}&wait=${waitSeconds}`, {
      timeoutMs: (waitSeconds + 10) * 1000,
      signal: this.#stopped.signal,
    });
    for (const event of events) {
      if (this.#stopped.signal.aborted) return;
      await inTransaction(
        dataSource,
        async (transaction) => {
          if (await advanceCursor(transaction.manager, source, event.position))
            await apply(event, transaction.manager, transaction);
        },
        invalidation,
      );
    }
  }

  async #position(): Promise<string> {
    const { dataSource, source } = this.#options;
    const [row] = await dataSource.query<{ position: string }[]>(
      'SELECT position::text FROM event_cursor WHERE source = $1',
      [source],
    );
    return row?.position ?? '0';
  }

  /** Cut short when the consumer stops. Leaves no listener behind, however long the other service is away. */
  async #pause(milliseconds: number): Promise<void> {
    await setTimeout(milliseconds, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }
}

/** Locks the cursor and moves it; false when another consumer has been here before. */
async function advanceCursor(manager: EntityManager, source: string, position: string): Promise<boolean> {
  const moved = await manager.query<unknown[]>(
    `INSERT INTO event_cursor (source, position) VALUES ($1, $2)
     ON CONFLICT (source) DO UPDATE SET position = excluded.position
       WHERE event_cursor.position < excluded.position
     RETURNING position`,
    [source, position],
  );
  return moved.length > 0;
}
