import type { EventPage } from '@nutgraf/contract/event';
import type { FastifyInstance } from 'fastify';
import type { DataSource } from 'typeorm';
import { createDatabase, type TestDatabase } from '../../../../tests/support/template-database';
import { connectDatabase } from '../database/connect';
import { inTransaction } from '../database/transaction';
import { createHttpServer, listen } from '../http/server';
import { createLogger } from '../logger';
import { registerEventFeed } from './event-feed';
import { FeedSignal } from './feed-signal';
import { createOutboxTable } from './outbox';

const logger = createLogger('test', 'silent');
const occurredAt = new Date('2026-03-01T12:00:00.000Z');

let database: TestDatabase;
let dataSource: DataSource;
let signal: FeedSignal;
let app: FastifyInstance;
let url: string;
/** How often the feed has looked for events. */
let looks: number;

beforeEach(async () => {
  database = await createDatabase('kit_outbox', withOutbox);
  looks = 0;
  dataSource = await connect(database.url);
  signal = new FeedSignal(database.url, logger);
  await signal.connect();
  app = createHttpServer(logger, () => Promise.resolve(true));
  registerEventFeed(app, dataSource, signal);
  url = await listen(app, { host: '127.0.0.1', port: 0 });
});
afterEach(async () => {
  await signal.close();
  await app.close();
  await dataSource.destroy();
  await database.drop();
});

function connect(databaseUrl: string): Promise<DataSource> {
  const onStatement = (sql: string) => {
    if (sql.includes('FROM outbox')) looks += 1;
  };
  const none = { entities: [], migrations: [] };
  return connectDatabase({ url: databaseUrl, applicationName: 'feed test', ...none, onStatement });
}

async function withOutbox(databaseUrl: string): Promise<void> {
  const source = await connect(databaseUrl);
  await createOutboxTable(source.createQueryRunner());
  await source.destroy();
}

async function publish(count: number, prefix: string): Promise<void> {
  await inTransaction(dataSource, (transaction) => {
    for (let number = 1; number <= count; number += 1) {
      const about = {
        aggregateType: 'thing',
        aggregateId: `thi_${number}`,
        type: 'thing.changed',
        version: 2,
      };
      transaction.publish({ id: `${prefix}${number}`, ...about, occurredAt, payload: { number } });
    }
    return Promise.resolve();
  });
}

async function ask(query: string): Promise<EventPage> {
  const response = await fetch(`${url}/internal/events?${query}`);
  expect(response.status).toBe(200);
  return (await response.json()) as EventPage;
}

async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 10_000; Date.now() < deadline;) {
    if (await fact()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('It never became so.');
}

test('tells what happened after a position, oldest first', async () => {
  await publish(3, 'evt_');
  const { events } = await ask('after=0');
  expect(events.map(({ id }) => id)).toEqual(['evt_1', 'evt_2', 'evt_3']);
  expect(events[0]).toEqual({
    position: expect.stringMatching(/^\d+$/) as string,
    id: 'evt_1',
    aggregateType: 'thing',
    aggregateId: 'thi_1',
    type: 'thing.changed',
    version: 2,
    occurredAt: '2026-03-01T12:00:00.000Z',
    payload: { number: 1 },
  });
  const rest = await ask(`after=${events[1]?.position}`);
  expect(rest.events.map(({ id }) => id)).toEqual(['evt_3']);
});

test('answers at most 200 at once, and the rest to who goes on', async () => {
  await publish(450, 'evt_');
  const sizes: number[] = [];
  const ids: string[] = [];
  for (let after = '0'; ;) {
    const { events } = await ask(`after=${after}`);
    sizes.push(events.length);
    ids.push(...events.map(({ id }) => id));
    if (events.length === 0) break;
    after = events.at(-1)?.position ?? after;
  }
  expect(sizes).toEqual([200, 200, 50, 0]);
  expect(ids).toEqual(Array.from({ length: 450 }, (_none, index) => `evt_${index + 1}`));
});

test.each([
  '',
  'wait=1',
  'after=',
  'after=-1',
  'after=1.5',
  'after=x',
  'after=1234567890123456789',
  'after=0&after=1',
  'after=0&wait=31',
  'after=0&wait=-1',
  'after=0&wait=soon',
])('"%s" is no question', async (query) => {
  const response = await fetch(`${url}/internal/events?${query}`);
  expect(response.status).toBe(400);
  expect(looks).toBe(0);
});

test('answers at once when it is not asked to wait', async () => {
  expect(await ask('after=0')).toEqual({ events: [] });
  expect(looks).toBe(1);
});

test('gives up empty-handed when the wait is over', async () => {
  expect(await ask('after=0&wait=0.05')).toEqual({ events: [] });
  expect(looks).toBeGreaterThanOrEqual(2);
});

test('wakes every waiting reader when a transaction with events commits', async () => {
  const readers = [ask('after=0&wait=30'), ask('after=0&wait=30')];
  await until(() => looks >= 2);
  await publish(1, 'evt_');
  for (const { events } of await Promise.all(readers)) expect(events.map(({ id }) => id)).toEqual(['evt_1']);
});

test('a reader woken by what it has seen already waits on', async () => {
  await publish(1, 'evt_');
  const position = (await ask('after=0')).events[0]?.position;
  const ahead = ask(`after=${Number(position) + 1}&wait=30`);
  await until(() => looks >= 2);
  await publish(1, 'skipped_');
  await until(() => looks >= 3);
  await publish(1, 'wanted_');
  expect((await ahead).events.map(({ id }) => id)).toEqual(['wanted_1']);
});

test('lets waiting readers go when the service stops', async () => {
  const reader = ask('after=0&wait=30');
  await until(() => looks >= 1);
  await signal.close();
  expect(await reader).toEqual({ events: [] });
  // Not a busy loop until the reader's time is over.
  expect(looks).toBeLessThan(10);
  expect(await ask('after=0&wait=30')).toEqual({ events: [] });
});

test('finds events without its listening connection, and gets it back', async () => {
  const listeners = () =>
    dataSource.query<{ pid: number }[]>(
      `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'event feed'`,
    );
  const [lost] = await listeners();
  await dataSource.query('SELECT pg_terminate_backend($1)', [lost?.pid]);
  await until(async () => (await listeners()).length === 0);
  const reader = ask('after=0&wait=30');
  await until(() => looks >= 1);
  await publish(1, 'evt_');
  expect((await reader).events).toHaveLength(1);
  await until(async () => (await listeners()).length === 1);
});

test('a signal that is closed while it connects leaves no connection behind', async () => {
  const another = new FeedSignal(database.url, logger);
  const connecting = another.connect();
  await another.close();
  await connecting;
  const count = () =>
    dataSource.query<unknown[]>(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'event feed'`,
    );
  await until(async () => (await count()).length === 1);
});
