import { randomBytes } from 'node:crypto';
import { raiseStampsScript, stampBook } from '@nutgraf/contract/cache-stamps';
import { type Begin, type NewEntry } from '@nutgraf/gateway/cache/entry-store';
import { type StoreOptions } from '@nutgraf/gateway/cache/store/store-options';
import { startRedis, type TestRedis } from '../../support/start-redis';
import { until } from '../../support/until';
import { minute, openStore } from './support/open-store';

let redis: TestRedis;
let opened: { close(): void }[] = [];
beforeEach(async () => (redis = await startRedis()));
afterEach(async () => {
  for (const store of opened) store.close();
  opened = [];
  await redis[Symbol.asyncDispose]();
});

async function open(options: Partial<StoreOptions> = {}) {
  const store = await openStore(redis.url, options);
  opened.push(store);
  return store;
}

type Opened = Awaited<ReturnType<typeof open>>;

async function beginOf({ store }: Opened): Promise<Begin> {
  const looked = await store.lookup([]);
  if (!looked) throw new Error('Redis is away');
  return looked.begin;
}

const entry = (key: string, begin: Begin, rest: Partial<NewEntry> = {}): NewEntry => ({
  key,
  begin,
  tags: ['/one/Thing', `/one/Thing{"id":"${key}"}`],
  lifetime: minute,
  note: 'max-age=60',
  text: Buffer.from(JSON.stringify({ key, name: 'Zoë 日本 \u{1F600}' })),
  ...rest,
});

/** The texts that are found. */
async function texts({ store }: Opened, ...keys: string[]) {
  const looked = await store.lookup(keys);
  return looked?.entries.map((found) => found?.text.toString());
}

const raise = (...tags: string[]) => redis.run('eval', raiseStampsScript, '1', stampBook, ...tags);

/** Two gateways, of which the first stored an entry and the second has read it. */
async function startTwo() {
  const [one, two] = [await open(), await open()];
  const stored = entry('a', await beginOf(one));
  await one.keep(stored);
  const text = stored.text.toString();
  expect(await texts(two, 'a')).toEqual([text]);
  return { one, two, text };
}

it('what one gateway stored another finds, as it was', async () => {
  const [one, two] = [await open(), await open()];
  const stored = entry('a', await beginOf(one));
  await one.keep(stored);
  for (const _ of ['from Redis', 'held by the process']) {
    const looked = await two.store.lookup(['none', 'a']);
    expect(looked).toMatchObject({ begin: stored.begin, entries: [undefined, stored], invalidated: 0 });
    expect(looked?.entries[1]?.ageMs).toBeGreaterThanOrEqual(0);
  }
});

it.each([10, 1_999, 2_000, 99_999, 100_000, 900_000])(
  'a text of %i bytes is the same again',
  async (size) => {
    const [one, two] = [await open(), await open()];
    const text = Buffer.from(`"${'ü日'.repeat(size / 10)}${randomBytes(size / 4).toString('hex')}"`);
    await one.keep(entry('a', await beginOf(one), { text }));
    const looked = await two.store.lookup(['a']);
    expect(looked?.entries[0]?.text.equals(text)).toBe(true);
  },
);

it('what a process holds it does not answer once a tag was raised', async () => {
  const { one, two } = await startTwo();
  await raise('/one/Thing{"id":"a"}');
  for (const gateway of [one, two]) {
    expect(await gateway.store.lookup(['a'])).toMatchObject({ entries: [undefined], invalidated: 1 });
  }
});

it('a tag of something else leaves it, however often it is asked for', async () => {
  const { one, two, text } = await startTwo();
  await raise('/one/Thing{"id":"b"}');
  expect(await texts(two, 'a')).toEqual([text]);
  expect(await texts(two, 'a')).toEqual([text]);
  expect(await texts(one, 'a')).toEqual([text]);
});

it('what began before a tag was raised does not count, what began after does', async () => {
  const one = await open();
  const before = await beginOf(one);
  await raise('/one/Thing');
  const after = await beginOf(one);
  expect(await one.store.areCurrent(before, [['/one/Thing'], ['/one/Other'], []])).toEqual([
    false,
    true,
    true,
  ]);
  expect(await one.store.areCurrent(after, [['/one/Thing']])).toEqual([true]);
  await one.keep(entry('old', before), entry('new', after));
  const looked = await one.store.lookup(['old', 'new']);
  expect(looked?.entries.map((found) => found?.key)).toEqual([undefined, 'new']);
  expect(looked?.invalidated).toBe(1);
});

it('what began earlier does not take the place of what began later', async () => {
  const one = await open();
  const before = await beginOf(one);
  await raise('/one/Other');
  const later = entry('a', await beginOf(one), { text: Buffer.from('"later"') });
  await one.keep(later);
  await one.keep(entry('a', before, { text: Buffer.from('"earlier"') }));
  expect(await texts(one, 'a')).toEqual(['"later"']);
});

it('many tags are told apart, and only those of the entry count', async () => {
  const one = await open();
  const begin = await beginOf(one);
  const tags = Array.from({ length: 1_000 }, (_, at) => `/one/Thing{"id":"${at}"}`);
  await one.keep(entry('a', begin, { tags }), entry('b', begin, { tags: tags.slice(0, 999) }));
  await raise(`/one/Thing{"id":"999"}`);
  const looked = await one.store.lookup(['a', 'b']);
  expect(looked?.entries.map((found) => found?.key)).toEqual([undefined, 'b']);
});

it.each([
  ['everything was flushed', () => redis.run('flushall')],
  ['the book alone was evicted', () => redis.run('del', stampBook)],
])('what is from before does not count after %s', async (_, harm) => {
  const { one, two } = await startTwo();
  const before = await beginOf(one);
  await harm();
  expect(await one.store.areCurrent(before, [[]])).toEqual([false]);
  expect(await texts(two, 'a')).toEqual([undefined]);
  expect((await beginOf(one)).epoch).not.toBe(before.epoch);
  await one.keep(entry('late', before));
  expect(await texts(two, 'late')).toEqual([undefined]);
  expect(await one.store.areCurrent(before, [[]])).toEqual([false]);
});

it('a lost connection lets nothing count that began before', async () => {
  const { one, two, text } = await startTwo();
  const before = await beginOf(one);
  one.shared.client.stream.destroy();
  await until(
    () => Promise.resolve(one.told),
    (told) => told.includes('back'),
    10_000,
  );
  expect(await texts(two, 'a')).toEqual([undefined]);
  const after = await beginOf(one);
  expect(after).toEqual({ epoch: before.epoch, counter: before.counter + 1 });
  await one.keep(entry('a', after));
  expect(await texts(two, 'a')).toEqual([text]);
});

it('a gateway that starts finds what the others stored', async () => {
  const { text } = await startTwo();
  expect(await texts(await open(), 'a')).toEqual([text]);
});

it('in a Redis that came back from its disk nothing counts, even from above its counter', async () => {
  const { one, two } = await startTwo();
  const before = await beginOf(one);
  await redis.run('hset', stampBook, '#run', 'another');
  const late = await open();
  const future = { epoch: before.epoch, counter: before.counter + 100 };
  expect(await one.store.areCurrent(future, [[]])).toEqual([false]);
  expect(await texts(two, 'a')).toEqual([undefined]);
  expect(await texts(late, 'a')).toEqual([undefined]);
});

it('what is too large in bytes or tags is left out, and the rest is stored', async () => {
  const one = await open({ entryBytes: 100, entryTags: 2 });
  const begin = await beginOf(one);
  const many = { tags: ['/a', '/b', '/c'] };
  await one.keep(entry('a', begin, { text: Buffer.alloc(101) }), entry('b', begin, many), entry('c', begin));
  expect(one.told).toEqual(['too large', 'too large']);
  const looked = await one.store.lookup(['a', 'b', 'c']);
  expect(looked?.entries.map((found) => found?.key)).toEqual([undefined, undefined, 'c']);
});

it('an entry is gone from Redis when the longer of its stale times is over', async () => {
  const one = await open();
  const lifetime = { freshMs: 10_000, staleWhileRevalidateMs: 20_000, staleIfErrorMs: 30_000 };
  await one.keep(entry('a', await beginOf(one), { lifetime }));
  const left = Number(await redis.run('pttl', '{nutgraf:cache}:entry:a'));
  expect(left).toBeLessThanOrEqual(40_000);
  expect(left).toBeGreaterThan(30_000);
});

it('a full Redis answers lookups, refuses entries, and forgets all when it cannot take a stamp', async () => {
  const { one, two, text } = await startTwo();
  const before = await beginOf(one);
  await redis.run('config', 'set', 'maxmemory', '1');
  expect(await texts(two, 'a')).toEqual([text]);
  await one.keep(entry('b', before));
  expect(one.told).toEqual(['refused: full']);
  expect(await one.store.raise(['/one/Other'])).toBe(true);
  expect(await redis.run('exists', stampBook)).toBe(0);
  expect(one.store.isAway).toBe(false);
  await redis.run('config', 'set', 'maxmemory', '0');
  expect(await texts(two, 'a')).toEqual([undefined]);
});
