import { randomBytes } from 'node:crypto';
import type { EventEnvelope } from '@nutgraf/contract/event';
import type { FastifyInstance } from 'fastify';
import { DataSource, type EntityManager } from 'typeorm';
import { createDatabase, type TestDatabase } from '../../../../tests/support/template-database';
import { until } from '../../../../tests/support/until';
import { inTransaction } from '../database/transaction';
import { InternalClient } from '../http/internal-client';
import { createHttpServer, listen } from '../http/server';
import { createLogger } from '../logger';
import { createEventCursorTable, EventConsumer, type ApplyEvent } from './event-consumer';
import { registerEventFeed } from './event-feed';
import { FeedSignal } from './feed-signal';
import { createOutboxTable } from './outbox';

const logger = createLogger('test', 'silent');
const eventCount = 60;

let database: TestDatabase;
let dataSource: DataSource;
let signal: FeedSignal;
let app: FastifyInstance;
let client: InternalClient;
let consumers: EventConsumer[] = [];

beforeEach(async () => {
  database = await createDatabase('kit_consumer', prepare);
  dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  signal = new FeedSignal(database.url, logger);
  await signal.connect();
  app = createHttpServer(logger, () => Promise.resolve(true));
  registerEventFeed(app, dataSource, signal);
  const url = await listen(app, { host: '127.0.0.1', port: 0 });
  const keys = [{ id: 'k', secret: randomBytes(32) }] as const;
  client = new InternalClient({ self: 'reader', audience: 'source', url, keys });
});
afterEach(async () => {
  await Promise.all(consumers.map((consumer) => consumer.stop()));
  consumers = [];
  await signal.close();
  await app.close();
  await dataSource.destroy();
  await database.drop();
});

async function prepare(url: string): Promise<void> {
  const source = await new DataSource({ type: 'postgres', url }).initialize();
  const runner = source.createQueryRunner();
  await createOutboxTable(runner);
  await createEventCursorTable(runner);
  await runner.query(
    'CREATE TABLE effect (place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, event text NOT NULL)',
  );
  await runner.release();
  await source.destroy();
}

function consume(apply: ApplyEvent): void {
  const consumer = new EventConsumer({ source: 'source', client, dataSource, apply, logger });
  consumers.push(consumer);
  consumer.start();
}

/** Not idempotent on purpose: done twice, it shows. */
async function takeEffect({ id }: EventEnvelope, manager: EntityManager): Promise<void> {
  await manager.query('INSERT INTO effect (event) VALUES ($1)', [id]);
}

async function publish(...ids: readonly string[]): Promise<void> {
  await inTransaction(dataSource, (transaction) => {
    for (const id of ids) {
      const of = { aggregateType: 'thing', aggregateId: 'thi_1', type: 'thing.changed', version: 1 };
      transaction.publish({ id, ...of, occurredAt: new Date(0), payload: {} });
    }
    return Promise.resolve();
  });
}

async function effects(): Promise<string[]> {
  const rows = await dataSource.query<{ event: string }[]>('SELECT event FROM effect ORDER BY place');
  return rows.map(({ event }) => event);
}

/** The effects once the last event has been applied. */
async function effectsUpTo(last: string): Promise<string[]> {
  return until(effects, (events) => events.includes(last), 10_000);
}

const ids = Array.from({ length: eventCount }, (_, index) => `evt_${String(index).padStart(3, '0')}`);
const lastId = ids[eventCount - 1] ?? '';

test('events take effect once each and in their order, those already there and those that come', async () => {
  await publish(...ids.slice(0, 30));
  consume(takeEffect);
  await effectsUpTo(ids[29] ?? '');
  for (const id of ids.slice(30)) await publish(id);
  expect(await effectsUpTo(lastId)).toEqual(ids);
});

test('what fails halfway leaves nothing behind and is tried again from there', async () => {
  const failures = new Map([
    ['evt_007', 2],
    ['evt_008', 1],
  ]);
  await publish(...ids);
  consume(async (event, manager) => {
    await takeEffect(event, manager);
    const left = failures.get(event.id) ?? 0;
    failures.set(event.id, left - 1);
    if (left > 0) throw new Error('halfway');
  });
  expect(await effectsUpTo(lastId)).toEqual(ids);
});

test('a connection killed between the effect and its commit loses and doubles nothing', async () => {
  let killed = false;
  await publish(...ids);
  consume(async (event, manager) => {
    await takeEffect(event, manager);
    if (killed || event.id !== 'evt_020') return;
    killed = true;
    const [own] = await manager.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid');
    await dataSource.query('SELECT pg_terminate_backend($1)', [own?.pid]);
  });
  expect(await effectsUpTo(lastId)).toEqual(ids);
  expect(killed).toBe(true);
});

test('three consumers at once have the effect of one', async () => {
  for (let count = 0; count < 3; count++) consume(takeEffect);
  for (const id of ids) await publish(id);
  expect(await effectsUpTo(lastId)).toEqual(ids);
});

test('one that starts again goes on where it was', async () => {
  consume(takeEffect);
  await publish('evt_a');
  await effectsUpTo('evt_a');
  await consumers.pop()?.stop();
  await publish('evt_b');
  consume(takeEffect);
  expect(await effectsUpTo('evt_b')).toEqual(['evt_a', 'evt_b']);
});

test('stopping does not wait for the source, neither in a long poll nor between tries', async () => {
  consume(takeEffect);
  await publish('evt_a');
  await effectsUpTo('evt_a');
  const before = performance.now();
  await consumers.pop()?.stop();
  expect(performance.now() - before).toBeLessThan(2_000);
});
