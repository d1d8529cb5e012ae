import type { EntityManager, QueryRunner } from 'typeorm';

/** An event as a use case publishes it; the outbox adds the position. */
export interface NewEvent {
  /** `evt_…` */
  readonly id: string;
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly type: string;
  readonly version: number;
  readonly occurredAt: Date;
  readonly payload: object;
}

/** Channel of `LISTEN/NOTIFY` that wakes the readers of the feed. */
export const outboxChannel = 'outbox';

/** Key of the advisory lock that orders the feed. Any constant does. */
const outboxLock = 7_240_102;

/** For a service's migrations: the outbox, which is also its event log, in Debezium's outbox layout. */
export async function createOutboxTable(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE outbox (
      position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      id text NOT NULL UNIQUE,
      aggregatetype text NOT NULL,
      aggregateid text NOT NULL,
      type text NOT NULL,
      version integer NOT NULL,
      occurred_at timestamptz(3) NOT NULL,
      payload jsonb NOT NULL
    )`);
}

/**
 * Appends events within a transaction. The lock is held until it ends, so a position becomes visible
 * only after all lower ones: a reader that goes on from the last position it saw never skips one.
 */
export async function appendEvents(manager: EntityManager, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  await manager.query('SELECT pg_advisory_xact_lock($1)', [outboxLock]);
  await manager.query(
    `INSERT INTO outbox (id, aggregatetype, aggregateid, type, version, occurred_at, payload)
     SELECT e.id, e."aggregateType", e."aggregateId", e.type, e.version, e."occurredAt", e.payload
     FROM ROWS FROM (jsonb_to_recordset($1::jsonb) AS (
       id text, "aggregateType" text, "aggregateId" text, type text, version integer,
       "occurredAt" timestamptz, payload jsonb)) WITH ORDINALITY AS e
     ORDER BY e.ordinality`,
    [JSON.stringify(events)],
  );
  await manager.query(`SELECT pg_notify($1, '')`, [outboxChannel]);
}
