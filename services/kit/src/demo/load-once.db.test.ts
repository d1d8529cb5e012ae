import type { DataSource } from 'typeorm';
import { createDatabase, type TestDatabase } from '../../../../tests/support/template-database';
import { Invalidation } from '../cache/invalidation';
import { ConfigError } from '../config';
import { connectDatabase } from '../database/connect';
import type { Transaction } from '../database/transaction';
import { createLogger } from '../logger';
import { loadDemoOnce, type DemoCopy, type DemoOptions } from './load-once';
import { addDemoScale, createDemoMarkerTable } from './marker-table';

const now = new Date('2026-03-02T09:30:00.250Z');
const logger = createLogger('test', 'silent');

let database: TestDatabase;
let source: DataSource;
beforeEach(async () => {
  database = await createDatabase('demo_marker', async (url) => {
    const empty = await connect(url);
    const runner = empty.createQueryRunner();
    await createDemoMarkerTable(runner);
    await addDemoScale(runner);
    await runner.query('CREATE TABLE thing (copy integer PRIMARY KEY, made_at timestamptz(3))');
    await empty.destroy();
  });
  source = await connect(database.url);
});
afterEach(async () => {
  await source.destroy();
  await database.drop();
});

function connect(url: string): Promise<DataSource> {
  return connectDatabase({ url, applicationName: 'demo test', entities: [], migrations: [] });
}

async function load(options: DemoOptions = {}, at = now, failsAt?: number): Promise<void> {
  const invalidation = await Invalidation.open({
    subgraph: 'test',
    dataSource: source,
    redisUrl: null,
    logger,
  });
  await loadDemoOnce(source, at, logger, invalidation, write, options);
  async function write({ manager }: Transaction, copy: DemoCopy): Promise<void> {
    await manager.query('INSERT INTO thing VALUES ($1, $2)', [copy.number, copy.now]);
    if (copy.number === failsAt) throw new Error('The power is gone.');
  }
}

const copies = async () =>
  (await source.query<{ copy: number }[]>('SELECT copy FROM thing ORDER BY copy')).map(({ copy }) => copy);

test('as many copies are loaded as the scale says, and told of one by one', async () => {
  const told: [number, number][] = [];
  await load({ scale: 3, onProgress: (...progress) => told.push(progress) });
  expect(await copies()).toEqual([0, 1, 2]);
  expect(told).toEqual([
    [0, 3],
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

test('a load that was cut off goes on where it was, with the dates with which it began', async () => {
  await expect(load({ scale: 3 }, now, 1)).rejects.toThrow('The power is gone.');
  expect(await copies()).toEqual([0]);
  await load({}, new Date(now.getTime() + 86_400_000));
  expect(await copies()).toEqual([0, 1, 2]);
  expect(await source.query<unknown[]>('SELECT DISTINCT made_at FROM thing')).toEqual([{ made_at: now }]);
});

test('without a scale what is there is used; another scale is refused and writes nothing', async () => {
  await load({ scale: 2 });
  await load();
  await load({ scale: 2 });
  const refusal = load({ scale: 5 });
  await expect(refusal).rejects.toThrow(ConfigError);
  await expect(refusal).rejects.toThrow('the database holds demo data of scale 2, not 5');
  expect(await copies()).toEqual([0, 1]);
});

test('data from before there were scales counts as of scale 1', async () => {
  await source.query('INSERT INTO demo_data (loaded_at) VALUES ($1)', [now]);
  await load();
  await expect(load({ scale: 2 })).rejects.toThrow('scale 1, not 2');
  expect(await copies()).toEqual([]);
});
