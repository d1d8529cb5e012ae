import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildBin } from '@nutgraf/gateway/http/fixtures/build-bin';
import { findFreePort } from '@nutgraf/stack/free-port';
import { SmallGraph } from '../support/small-graph';
import { startRedis, type TestRedis } from '../support/start-redis';
import { until } from '../support/until';

let folder: string;
let bin: string;
let redis: TestRedis;
let graph: SmallGraph;

beforeAll(async () => {
  ({ folder, bin } = await buildBin());
  redis = await startRedis();
  graph = await startGraph('one');
}, 60_000);

afterAll(async () => {
  await graph?.[Symbol.asyncDispose]();
  await redis?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function startGraph(namespace: string): Promise<SmallGraph> {
  const started = await SmallGraph.start({
    redis: { url: redis.url, patienceMs: 2_000 },
    cache: { enabled: true, namespace },
  });
  started.subgraph.sends.headers = { 'cache-control': 'public, max-age=60' };
  return started;
}

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [bin, 'cache', ...args]).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

const shop = '{ shop(id: "1") { name } }';
const echo = '{ echo(text: "a") }';

async function fetchesOf(query: string, asked = graph): Promise<number> {
  const before = asked.fetches;
  await asked.ask(query);
  return asked.fetches - before;
}

const keep = (query: string, asked = graph) =>
  until(
    () => fetchesOf(query, asked),
    (fetches) => fetches === 0,
    10_000,
  );

it('stats tells how much is kept, of each graph if there are several, in 80 columns', async () => {
  await keep(shop);
  await keep(echo);
  const { stdout: one } = await run('stats', '--redis', redis.url);
  expect(one).toMatch(
    /^entries {7}2, [\d.]+ (bytes|kB)\nstamped tags {2}0\ncounter {7}\d+\nwhole Redis {3}[\d.]+ MB, no limit\n$/,
  );
  await using other = await startGraph('other');
  await keep(shop, other);
  await redis.run('hset', '{nutgraf:cache}:stamps', '/shops', '1');
  const { stdout: two, code } = await run('stats', '--redis', redis.url);
  expect(code).toBe(0);
  expect(two).toMatch(/^entries {7}3, .*\nstamped tags {2}1\n/);
  expect(two).toMatch(
    /entries of each supergraph and namespace:\n {2}[\w-]{16} {2}2, .*\n {2}[\w-]{16} {2}1, .*\n$/,
  );
  expect(two.split('\n').filter((line) => line.length > 80)).toEqual([]);
  await redis.run('hdel', '{nutgraf:cache}:stamps', '/shops');
});

it('purge lets nothing count that was kept, at once', async () => {
  await keep(shop);
  await keep(echo);
  const { code, stdout } = await run('purge', '--redis', redis.url);
  expect([code, stdout]).toEqual([
    0,
    'Nothing that was kept until now counts any more.\nWhat it takes in Redis goes when its lifetime ends.\n',
  ]);
  expect([await fetchesOf(shop), await fetchesOf(echo)]).toEqual([1, 1]);
});

it.each([
  [['--subgraph', 'shops'], 1],
  [['--type', 'shops.Query'], 1],
  [['--tag', 'shops:shop:1'], 1],
  [['--tag', 'shops:shop'], 0],
  [['--subgraph', 'nobody'], 0],
])('purge %j lets what it names count no more', async (args, fetches) => {
  await run('purge', '--redis', redis.url);
  await graph.ask(shop);
  // As the gateway calls the field.
  const [, field = 'shop'] = /(\w+): shop\(/.exec(graph.subgraph.requests.at(-1)!.body) ?? [];
  await run('purge', '--redis', redis.url);
  graph.subgraph.sends.body = JSON.stringify({
    data: { [field]: { name: 'Shop 1' } },
    extensions: { apolloCacheTags: ['shop:1'] },
  });
  await keep(shop);
  delete graph.subgraph.sends.body;
  const { code, stdout } = await run('purge', '--redis', redis.url, ...args);
  expect([code, stdout]).toEqual([
    0,
    expect.stringContaining(`${args[0]!.slice(2)} ${args[1]}: what was kept`),
  ]);
  expect(await fetchesOf(shop)).toBe(fetches);
});

it('a Redis that is full is purged too', async () => {
  await keep(shop);
  await redis.run('config', 'set', 'maxmemory', '1');
  const { code } = await run('purge', '--redis', redis.url, '--subgraph', 'shops');
  await redis.run('config', 'set', 'maxmemory', '0');
  expect(code).toBe(0);
  expect(await fetchesOf(shop)).toBe(1);
});

it('the config file names the Redis', async () => {
  const file = join(folder, 'gateway.yaml');
  await writeFile(file, `redis: { url: '${redis.url}' }\n`);
  expect(await run('stats', '--config', file)).toMatchObject({ code: 0 });
  await writeFile(file, 'http: { port: 1 }\n');
  const { code, stderr } = await run('stats', '--config', file);
  expect([code, stderr]).toEqual([
    1,
    `nutgraf-gateway: ${file} names no Redis: add redis: { url: URL } to it, or say --redis URL.\n`,
  ]);
});

it('a Redis that is away is one sentence without its password, and code 1', async () => {
  const port = await findFreePort();
  const { code, stdout, stderr } = await run('purge', '--redis', `redis://:hunter2@127.0.0.1:${port}`);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toBe(
    `nutgraf-gateway: Redis at 127.0.0.1:${port} cannot be asked: connect ECONNREFUSED 127.0.0.1:${port}.\n`,
  );
});
