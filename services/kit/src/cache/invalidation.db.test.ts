import { mostTagsAtOnce, namedTag, stampBook, subgraphTag } from '@nutgraf/contract/cache-stamps';
import { DataSource } from 'typeorm';
import { startRedis, type TestRedis } from '../../../../tests/support/start-redis';
import { createDatabase, type TestDatabase } from '../../../../tests/support/template-database';
import { until } from '../../../../tests/support/until';
import { inTransaction } from '../database/transaction';
import { createLogger } from '../logger';
import { createCacheOutboxTable } from './cache-outbox';
import { Invalidation } from './invalidation';

let redis: TestRedis;
let database: TestDatabase;
let dataSource: DataSource;
let opened: Invalidation[];
beforeEach(async () => {
  opened = [];
  redis = await startRedis();
  await redis.run('hset', stampBook, '#epoch', 'one', '#counter', '0');
  database = await createDatabase('kit_cache_outbox', withTable);
  dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
});
afterEach(async () => {
  for (const one of opened) await one.close();
  await dataSource.destroy();
  await database.drop();
  await redis[Symbol.asyncDispose]();
});

async function withTable(url: string): Promise<void> {
  const source = await new DataSource({ type: 'postgres', url }).initialize();
  await createCacheOutboxTable(source.createQueryRunner());
  await source.query('CREATE TABLE written (value text)');
  await source.destroy();
}

/** A process of the service, as far as it writes. */
async function startWriter(redisUrl: string | null = redis.url): Promise<Invalidation> {
  const logger = createLogger('test', 'silent');
  const invalidation = await Invalidation.open({ subgraph: 'content', dataSource, redisUrl, logger });
  opened.push(invalidation);
  invalidation.start();
  return invalidation;
}

const write = (invalidation: Invalidation, ...names: string[]) =>
  inTransaction(
    dataSource,
    async ({ manager, invalidate }) => {
      await manager.query(`INSERT INTO written VALUES ('x')`);
      invalidate(...names);
      return 'done';
    },
    invalidation,
  );

const stampOf = (tag: string) => redis.run('hget', stampBook, tag);
const name = (text: string) => namedTag('content', text);

async function rows(): Promise<number> {
  const [row] = await dataSource.query<{ count: number }[]>('SELECT count(*)::int FROM cache_outbox');
  return row?.count ?? NaN;
}
const untilRowsAre = (count: number) => until(rows, (found) => found === count, 15_000);

test('a write has raised its stamps when it returns, each time a higher one, and leaves no row behind', async () => {
  const writer = await startWriter();
  expect(await write(writer, 'Article:1', 'Comment:2')).toBe('done');
  expect([await stampOf(name('Article:1')), await stampOf(name('Comment:2'))]).toEqual(['1', '1']);
  await write(writer, 'Article:1');
  expect(await stampOf(name('Article:1'))).toBe('2');
  await untilRowsAre(0);
});

test('what is raised is in the database before it is raised, and only if the write is', async () => {
  const writer = await startWriter();
  const failing = inTransaction(
    dataSource,
    ({ invalidate }) => {
      invalidate('Article:1');
      return Promise.reject(new Error('no'));
    },
    writer,
  );
  await expect(failing).rejects.toThrow('no');
  expect([await rows(), await stampOf(name('Article:1'))]).toEqual([0, null]);
  await dataSource.transaction(async (manager) => {
    await writer.record(manager, [name('Article:1')]);
    expect(await stampOf(name('Article:1'))).toBeNull();
  });
  expect(await rows()).toBe(1);
});

test('a write can make void all that its service answers', async () => {
  const writer = await startWriter();
  await inTransaction(dataSource, ({ invalidateAll }) => Promise.resolve(invalidateAll()), writer);
  expect(await stampOf(subgraphTag('content'))).toBe('1');
});

test('what a process that died between commit and stamp left is raised by another one', async () => {
  const doomed = await startWriter();
  await dataSource.transaction((manager) => doomed.record(manager, [name('Article:1')]));
  await startWriter();
  await until(
    () => stampOf(name('Article:1')),
    (stamp) => stamp === '1' || stamp === '2',
    15_000,
  );
  await untilRowsAre(0);
});

test('while Redis is away writes go on, and what they made void is raised when it is back', async () => {
  const writer = await startWriter();
  await redis.kill();
  expect(await write(writer, 'Article:1')).toBe('done');
  expect(await write(writer, 'Article:2')).toBe('done');
  expect(await rows()).toBe(2);
  await redis.start();
  await untilRowsAre(0);
});

test('while Redis hangs writes go on, and what they made void is raised when it answers again', async () => {
  const writer = await startWriter();
  redis.pause();
  expect(await write(writer, 'Article:1')).toBe('done');
  expect(await rows()).toBe(1);
  redis.resume();
  await untilRowsAre(0);
  expect(Number(await stampOf(name('Article:1')))).toBeGreaterThan(0);
});

test('a Redis that is full loses its book, so that nothing that was cached counts', async () => {
  const writer = await startWriter();
  await redis.run('config', 'set', 'maxmemory', '1');
  expect(await write(writer, 'Article:1')).toBe('done');
  expect(await redis.run('exists', stampBook)).toBe(0);
  await untilRowsAre(0);
});

test('as many tags as a write has are raised', async () => {
  const writer = await startWriter();
  const names = Array.from({ length: mostTagsAtOnce + 500 }, (_, n) => `Article:${n}`);
  await write(writer, ...names);
  expect(await redis.run('hlen', stampBook)).toBe(names.length + 2);
});

test('without Redis nothing is written down', async () => {
  const writer = await startWriter(null);
  expect(await write(writer, 'Article:1')).toBe('done');
  expect(await rows()).toBe(0);
});

test('a transaction that invalidates has to be told how', async () => {
  const work = inTransaction(dataSource, ({ invalidate }) => Promise.resolve(invalidate('Article:1')));
  await expect(work).rejects.toThrow('has to be told how');
});
