import { createGateway } from '@nutgraf/gateway';
import { ask, type GraphqlAnswer } from '@nutgraf/gateway/http/fixtures/client';
import { compose, startSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';
import Redis from 'ioredis';
import { startRedis, type TestRedis } from '../support/start-redis';
import { TestGraph } from '../support/test-graph';
import { until } from '../support/until';
import { PromiseRun } from './cache-promise/promise-run';
import { PromiseWorld } from './cache-promise/promise-world';

let redis: TestRedis;
let opened: (() => Promise<unknown>)[] = [];
beforeEach(async () => (redis = await startRedis()));
afterEach(async () => {
  for (const close of opened.reverse()) await close();
  opened = [];
  await redis[Symbol.asyncDispose]();
});

/**
 * A gateway that counts in the test's Redis: ten points for each client.
 * @param patienceMs long where Redis answers, however busy the machine is
 */
async function startCounting(patienceMs = 5_000) {
  const subgraph = await startSubgraph('one', 'type Query { thing: Thing } type Thing { id: ID }', {
    Query: { thing: () => ({ id: 1 }) },
  });
  const gateway = await createGateway({
    supergraph: compose([subgraph]),
    http: { port: 0 },
    redis: { url: redis.url, patienceMs },
    cost: { maximum: 10, budget: { points: 10, windowSeconds: 3_600 } },
    log: { level: 'silent' },
  });
  opened.push(
    () => subgraph.stop(),
    () => gateway.stop(),
  );
  return gateway;
}

const query = (url: string): Promise<GraphqlAnswer> => ask(url, '{ thing { id } }');

async function queries(count: number, url: string): Promise<string[]> {
  const outcomes: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { errors, status, data } = await query(url);
    outcomes.push(errors ? `${status} ${String(errors[0]?.extensions.code)}` : JSON.stringify(data));
  }
  return outcomes;
}

const served = (count: number) => Array.from({ length: count }, () => '{"thing":{"id":"1"}}');
const over = '429 RATE_LIMITED';

/** Counts what was asked of Redis and not answered in time. */
function watchWaiting(): { readonly waited: number; readonly asked: number; restore(): void } {
  const counts = { waited: 0, asked: 0, restore: () => spy.mockRestore() };
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the `this` of each call
  const original = Redis.prototype.sendCommand;
  const spy = jest.spyOn(Redis.prototype, 'sendCommand').mockImplementation(function (this: Redis, ...args) {
    const sent = original.apply(this, args);
    if (!args[0].name.startsWith('eval')) return sent;
    counts.asked += 1;
    args[0].promise.catch((error: Error) => (counts.waited += error.message.includes('timed out') ? 1 : 0));
    return sent;
  });
  return counts;
}

test('F4 while Redis answers, gateways count together', async () => {
  const one = await startCounting();
  const other = await startCounting();
  expect(await queries(6, one.url)).toEqual(served(6));
  expect(await queries(5, other.url)).toEqual([...served(4), over]);
  expect(await queries(1, one.url)).toEqual([over]);
  const keys = (await redis.run('keys', '*')) as string[];
  expect(keys).toEqual([expect.stringMatching(/^nutgraf:gateway:budget:[\w-]{43}$/)]);
  expect(await redis.run('ttl', keys[0]!)).toBeGreaterThan(0);
});

test.each<[string, () => unknown]>([
  ['killed', () => redis.kill()],
  ['paused', () => redis.pause()],
  ['full', () => redis.run('config', 'set', 'maxmemory', '1')],
])('F4 while Redis is %s nobody sees an error, and the gateway counts by itself', async (_how, harm) => {
  const gateway = await startCounting(50);
  await harm();
  const watch = watchWaiting();
  expect(await queries(11, gateway.url)).toEqual([...served(10), over]);
  watch.restore();
  expect(watch.waited).toBeLessThanOrEqual(1);
  expect(watch.asked).toBeLessThanOrEqual(1);
});

test('F4 of many who ask at once of a paused Redis each waits once, and who comes later does not', async () => {
  const gateway = await startCounting(50);
  redis.pause();
  const watch = watchWaiting();
  const answers = await Promise.all(Array.from({ length: 8 }, () => query(gateway.url)));
  const { asked } = watch;
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
  await queries(5, gateway.url);
  watch.restore();
  expect(asked).toBeLessThanOrEqual(8);
  expect(watch.asked).toBe(asked);
});

test('F4 after a flush counting begins anew', async () => {
  const gateway = await startCounting();
  expect(await queries(11, gateway.url)).toEqual([...served(10), over]);
  await redis.run('flushall');
  expect(await queries(11, gateway.url)).toEqual([...served(10), over]);
});

test('F4 a Redis that is back is counted in again', async () => {
  const gateway = await startCounting();
  await redis.kill();
  expect(await queries(11, gateway.url)).toEqual([...served(10), over]);
  await redis.start();
  await until(
    () => query(gateway.url),
    ({ status }) => status === 200,
    10_000,
  );
  expect(await redis.run('dbsize')).toBe(1);
});

test('F4 a gateway starts without the Redis that it was told of', async () => {
  await redis.kill();
  const gateway = await startCounting();
  expect(await queries(11, gateway.url)).toEqual([...served(10), over]);
});

test('F4 a session that ended is refused, whatever Redis does', async () => {
  const graph = await TestGraph.start({ redis: { url: redis.url } });
  opened.push(() => graph[Symbol.asyncDispose]());
  const token = await graph.signIn('reader');
  const viewer = () => graph.ask('{ viewer { id } }', {}, token);
  expect((await viewer()).errors).toEqual([]);
  redis.pause();
  const { errors } = await graph.ask('mutation { sessionRevoke { errors { code } } }', {}, token);
  expect(errors).toEqual([]);
  const refused = await until(viewer, ({ status }) => status === 401, 10_000);
  expect(refused.errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

/** A gateway that keeps what its subgraph answers. */
async function startCaching() {
  const subgraph = await startSubgraph('one', 'type Query { thing: Thing } type Thing { id: ID }', {
    Query: { thing: () => ({ id: 1 }) },
  });
  subgraph.sends.headers['cache-control'] = 'max-age=60';
  const gateway = await createGateway({
    supergraph: compose([subgraph]),
    http: { port: 0 },
    redis: { url: redis.url, patienceMs: 50 },
    cache: { enabled: true },
    log: { level: 'silent' },
  });
  opened.push(
    () => subgraph.stop(),
    () => gateway.stop(),
  );
  return gateway;
}

test('F4 of 100 who ask at once for what a paused Redis keeps each waits once, and 100 who come later do not', async () => {
  const { url } = await startCaching();
  const read = () => query(url);
  const wanted = Array.from({ length: 100 }, () => ({ status: 200, data: { thing: { id: '1' } } }));
  await read();
  redis.pause();
  const watch = watchWaiting();
  expect(await Promise.all(wanted.map(read))).toMatchObject(wanted);
  const { asked } = watch;
  expect(await Promise.all(wanted.map(read))).toMatchObject(wanted);
  watch.restore();
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThanOrEqual(100);
  expect(watch.asked).toBe(asked);
});

const full = (world: PromiseWorld) => world.redis.run('config', 'set', 'maxmemory', '1');
test.each<[string, (world: PromiseWorld) => Promise<unknown>]>([
  ['killed', (world) => world.changeRedis('kill')],
  ['paused', (world) => world.changeRedis('pause')],
  ['flushed', (world) => world.changeRedis('flush')],
  ['full', full],
])('F4 with a Redis that is %s, what is written is read at once, cache or not', async (how, harm) => {
  await using world = await PromiseWorld.start();
  await world.begin();
  const run = new PromiseRun(world);
  await run.readAll();
  await harm(world);
  for (const key of [0, 1, 0, 2]) {
    await run.take({ do: 'BUMP', gateway: 0, key, fate: 'lives', isRushed: false });
    await run.readAll();
  }
  if (how === 'full') await world.redis.run('config', 'set', 'maxmemory', '0');
  await run.finish();
  expect(run.faults).toEqual([]);
  expect(world.model.excused).toBe(0);
});
