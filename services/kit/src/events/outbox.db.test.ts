import { DataSource } from 'typeorm';
import { createDatabase, type TestDatabase } from '../../../../tests/support/template-database';
import { inTransaction } from '../database/transaction';
import { appendEvents, createOutboxTable, type NewEvent } from './outbox';

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await createDatabase('kit_outbox', withOutbox);
  dataSource = await new DataSource({ type: 'postgres', url: database.url, extra: { max: 10 } }).initialize();
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

async function withOutbox(url: string): Promise<void> {
  const source = await new DataSource({ type: 'postgres', url }).initialize();
  await createOutboxTable(source.createQueryRunner());
  await source.destroy();
}

function event(id: string, payload: object = {}): NewEvent {
  const occurredAt = new Date('2026-03-01T12:00:00.123Z');
  return {
    id,
    aggregateType: 'thing',
    aggregateId: 'thi_1',
    type: 'thing.changed',
    version: 1,
    occurredAt,
    payload,
  };
}

async function publish(...events: NewEvent[]): Promise<void> {
  await inTransaction(dataSource, (transaction) => {
    for (const one of events) transaction.publish(one);
    return Promise.resolve();
  });
}

async function visible(): Promise<string[]> {
  const rows = await dataSource.query<{ id: string }[]>('SELECT id FROM outbox ORDER BY position');
  return rows.map(({ id }) => id);
}

test('events are stored in the order published, in Debezium’s layout', async () => {
  const events = ['c', 'a', 'b'].map((id, index) => event(id, { index, text: `it's "${id}"` }));
  await publish(...events);
  expect(await dataSource.query('SELECT * FROM outbox ORDER BY position')).toMatchObject(
    ['c', 'a', 'b'].map((id, index) => ({
      id,
      aggregatetype: 'thing',
      aggregateid: 'thi_1',
      type: 'thing.changed',
      version: 1,
      occurred_at: new Date('2026-03-01T12:00:00.123Z'),
      payload: { index, text: `it's "${id}"` },
    })),
  );
});

test('a use case that fails publishes nothing', async () => {
  const failing = inTransaction(dataSource, (transaction) => {
    transaction.publish(event('a'));
    return Promise.reject(new Error('changed my mind'));
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await visible()).toEqual([]);
});

test('an event is published once: the second of one id fails its whole transaction', async () => {
  await publish(event('a'));
  await expect(publish(event('b'), event('a'))).rejects.toThrow('outbox_id_key');
  expect(await visible()).toEqual(['a']);
});

test('a higher position never becomes visible before a lower one', async () => {
  const slow = dataSource.createQueryRunner();
  await slow.startTransaction();
  await appendEvents(slow.manager, [event('first')]);
  const quick = publish(event('second'));
  await waitingForLock();
  expect(await visible()).toEqual([]);
  await slow.commitTransaction();
  await slow.release();
  await quick;
  expect(await visible()).toEqual(['first', 'second']);
});

test('use cases run side by side until they publish', async () => {
  await inTransaction(dataSource, async (outer) => {
    outer.publish(event('outer'));
    await publish(event('inner'));
  });
  expect(await visible()).toEqual(['inner', 'outer']);
});

test('a reader that goes on from the last position it saw skips nothing', async () => {
  const total = 200;
  const writing = Promise.all(
    Array.from({ length: total }, (_none, number) =>
      inTransaction(dataSource, async (transaction) => {
        transaction.publish(event(`evt_${number}`));
        await transaction.manager.query('SELECT pg_sleep($1)', [(number % 7) / 1000]);
      }),
    ),
  );
  const seen: string[] = [];
  let position = '0';
  for (const deadline = Date.now() + 20_000; seen.length < total && Date.now() < deadline;) {
    const rows = await dataSource.query<{ position: string; id: string }[]>(
      'SELECT position::text, id FROM outbox WHERE position > $1 ORDER BY outbox.position',
      [position],
    );
    seen.push(...rows.map(({ id }) => id));
    position = rows.at(-1)?.position ?? position;
  }
  await writing;
  expect(seen).toEqual(await visible());
  expect(seen).toHaveLength(total);
});

/** Resolves when a transaction waits for another's lock. */
async function waitingForLock(): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline;) {
    const rows = await dataSource.query<unknown[]>(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
    );
    if (rows.length > 0) return;
  }
  throw new Error('Nothing waits.');
}
