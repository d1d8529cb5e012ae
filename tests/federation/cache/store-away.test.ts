import { purgeAll, readStats } from '@nutgraf/gateway/cache/store/store-care';
import { startRedis, type TestRedis } from '../../support/start-redis';
import { until } from '../../support/until';
import { FakeClock } from './support/fake-clock';
import { minute, openStore, type OpenedStore } from './support/open-store';

let redis: TestRedis;
let opened: OpenedStore[] = [];
beforeEach(async () => (redis = await startRedis()));
afterEach(async () => {
  redis.resume();
  for (const store of opened) store.close();
  opened = [];
  await redis[Symbol.asyncDispose]();
});

async function open() {
  const clock = new FakeClock();
  const store = await openStore(redis.url, { clock, patienceMs: 50, probeEveryMs: 250 });
  opened.push(store);
  return { ...store, clock };
}

const lookups = (store: OpenedStore['store'], count: number) =>
  Array.from({ length: count }, () => store.lookup(['a']));

it('a Redis that does not answer is waited for once, by however many, and then not until it is back', async () => {
  const { store, clock, told, shared } = await open();
  redis.pause();
  let answered = 0;
  const waiting = lookups(store, 100).map((lookup) => lookup.finally(() => answered++));
  clock.pass(49);
  await new Promise(setImmediate);
  expect(answered).toBe(0);
  clock.pass(1);
  expect(await Promise.all(waiting)).toEqual(Array(100).fill(undefined));
  expect(told).toEqual(['away']);

  const sent = jest.spyOn(shared.client, 'sendCommand');
  // Time stands still: who waited for anything would wait for ever.
  expect(await Promise.all(lookups(store, 100))).toEqual(Array(100).fill(undefined));
  expect(await store.areCurrent({ epoch: 'e', counter: 0 }, [[]])).toBeUndefined();
  expect(await store.raise(['/one'])).toBe(false);
  expect(sent).not.toHaveBeenCalled();
  for (let tries = 0; tries < 3; tries++) {
    clock.pass(50);
    await new Promise(setImmediate);
    clock.pass(250);
    await new Promise(setImmediate);
  }
  expect(store.isAway).toBe(true);
  expect(sent.mock.calls.length).toBeLessThanOrEqual(4);

  redis.resume();
  await until(
    () => {
      clock.pass(25);
      return Promise.resolve(store.isAway);
    },
    (isAway) => !isAway,
    10_000,
  );
  expect(told).toEqual(['away', 'back']);
  expect(await store.lookup(['a'])).toMatchObject({ entries: [undefined] });
});

it('a lost connection is away at once, without any wait', async () => {
  const { store, told } = await open();
  const waiting = lookups(store, 1);
  await Promise.all(waiting);
  await redis.kill();
  await until(
    () => Promise.resolve(store.isAway),
    (isAway) => isAway,
    10_000,
  );
  expect(await Promise.all(lookups(store, 10))).toEqual(Array(10).fill(undefined));
  expect(told).toEqual(['away']);
});

it('a purge lets nothing count, and stats say what is there', async () => {
  const { store, keep, shared } = await open();
  const looked = await store.lookup([]);
  if (!looked) throw new Error('Redis is away');
  const entry = { begin: looked.begin, tags: ['/one'], lifetime: minute, note: '', text: Buffer.from('{}') };
  await keep({ key: 'a', ...entry }, { key: 'b', ...entry });
  await store.raise(['/one/Other', '/one/More']);
  expect(await readStats(shared.client)).toMatchObject({ entries: 2, hasMore: false, counter: 1, tags: 2 });
  await purgeAll(shared.client);
  expect(await store.lookup(['a', 'b'])).toMatchObject({ entries: [undefined, undefined], invalidated: 2 });
});
