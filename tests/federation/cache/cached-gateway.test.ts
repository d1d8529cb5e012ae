import { createGateway, type Gateway, type GatewayOptions } from '@nutgraf/gateway';
import { ask } from '@nutgraf/gateway/http/fixtures/client';
import { compose, startSubgraph, type TestSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';
import { startRedis, type TestRedis } from '../../support/start-redis';

const types = `
  type Query { word(of: String): String shop: Shop }
  type Mutation { rename: Shop }
  type Shop @key(fields: "id") { id: ID! name: String }`;
const keeps = { 'cache-control': 'public, max-age=60' };

let redis: TestRedis;
let words: TestSubgraph;
let notes: TestSubgraph;
let gateways: Gateway[] = [];
let count = 0;
beforeAll(async () => {
  redis = await startRedis();
  const shop = () => ({ id: '1', name: `name ${++count}` });
  words = await startSubgraph('words', types, {
    Query: { word: (_: unknown, { of = '' }: { of?: string }) => `${of}${++count}`, shop },
    Mutation: { rename: shop },
  });
  notes = await startSubgraph('notes', 'type Shop @key(fields: "id") { id: ID! note: String }', {
    Shop: { note: () => `note ${++count}` },
  });
});
afterAll(async () => {
  await Promise.all([words.stop(), notes.stop()]);
  await redis[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await redis.run('flushall');
  for (const { sends, requests } of [words, notes]) {
    sends.headers = { ...keeps };
    sends.status = 200;
    delete sends.body;
    requests.length = 0;
  }
});
afterEach(async () => {
  await Promise.all(gateways.map((gateway) => gateway.stop()));
  gateways = [];
});

async function start(settings: Partial<Omit<GatewayOptions, 'supergraph'>> = {}): Promise<Gateway> {
  const gateway = await createGateway({
    supergraph: compose([words, notes]),
    http: { port: 0 },
    log: { level: 'silent' },
    // Longer than a busy machine keeps a Redis waiting.
    redis: { url: redis.url, patienceMs: 5_000 },
    cache: { enabled: true },
    ...settings,
  });
  gateways.push(gateway);
  return gateway;
}

const wordOf = async ({ url }: Gateway, headers: Record<string, string> = {}) =>
  (await ask(url, '{ word }', { headers })).data?.word;

test('what one gateway has asked for, another need not', async () => {
  const [one, other] = [await start(), await start()];
  expect(await wordOf(one)).toBe(await wordOf(other));
  expect(words.requests).toHaveLength(1);
});

test('root fields are kept by their arguments, and only those that are not known are asked for', async () => {
  const { url } = await start();
  const query = (fields: string) => ask(url, `{ ${fields} }`);
  const { data } = await query('a: word(of: "a")');
  const both = await query('b: word(of: "b") c: word(of: "a")');
  expect(both.data?.c).toBe(data?.a);
  expect(words.requests[1]!.body).toContain('\\"b\\"');
  expect(words.requests[1]!.body).not.toContain('\\"a\\"');
});

test('a header that the subgraph gets tells answers apart, unless it is said to be ignored', async () => {
  const subgraphs = { words: { requestHeaders: ['x-tenant', 'x-trace'] } };
  const gateway = await start({
    subgraphs,
    cache: { enabled: true, subgraphs: { words: { ignoreHeaders: ['X-Trace'] } } },
  });
  const [a, b] = [await wordOf(gateway, { 'x-tenant': 'a' }), await wordOf(gateway, { 'x-tenant': 'b' })];
  expect(a).not.toBe(b);
  expect(await wordOf(gateway, { 'x-tenant': 'a', 'x-trace': '1' })).toBe(a);
});

test.each<[string, Record<string, string>]>([
  ['sets a cookie', { ...keeps, 'set-cookie': 'a=1' }],
  ['depends on a header that was said to be ignored', { ...keeps, vary: 'x-trace' }],
  ['does not say that it may be', {}],
])('an answer that %s is not kept', async (_what, headers) => {
  const gateway = await start({
    subgraphs: { words: { requestHeaders: ['x-trace'] } },
    cache: { enabled: true, subgraphs: { words: { ignoreHeaders: ['x-trace'] } } },
  });
  words.sends.headers = headers;
  expect(await wordOf(gateway)).not.toBe(await wordOf(gateway));
});

test('of who sends credentials that the subgraph sees, what is private is kept for nobody, not even for them', async () => {
  const gateway = await start({ subgraphs: { words: { requestHeaders: ['authorization'] } } });
  const headers = { authorization: 'Bearer mine' };
  words.sends.headers = { 'cache-control': 'private, max-age=60' };
  expect(await wordOf(gateway, headers)).not.toBe(await wordOf(gateway, headers));
  expect(await wordOf(gateway)).toBe(await wordOf(gateway));
  words.sends.headers = keeps;
  expect(await wordOf(gateway, { authorization: 'Bearer other' })).toBe(
    await wordOf(gateway, { authorization: 'Bearer other' }),
  );
});

test('of a subgraph that is left out nothing is kept', async () => {
  const gateway = await start({ cache: { enabled: true, subgraphs: { words: { enabled: false } } } });
  expect(await wordOf(gateway)).not.toBe(await wordOf(gateway));
});

test('a mutation, and what it selects of others, is never answered from what was kept', async () => {
  const { url } = await start();
  const noteIn = async (query: string, root: string) =>
    ((await ask(url, query)).data?.[root] as { note: string }).note;
  const read = await noteIn('{ shop { note } }', 'shop');
  expect(await noteIn('mutation { rename { note } }', 'rename')).not.toBe(read);
  expect(await noteIn('{ shop { note } }', 'shop')).toBe(read);
});

test('another supergraph reads nothing of the old one', async () => {
  const gateway = await start();
  const before = await wordOf(gateway);
  const more = { ...notes, typeDefs: `${notes.typeDefs} type Unused { a: Int }` };
  await gateway.reload(compose([words, more]));
  const after = await wordOf(gateway);
  expect(after).not.toBe(before);
  await gateway.reload(compose([words, notes]));
  expect(await wordOf(gateway)).toBe(before);
});

test('when the subgraph fails, what was kept is used where it said so', async () => {
  const gateway = await start({ cache: { enabled: true, maxAgeSeconds: 1 } });
  words.sends.headers = { 'cache-control': 'public, max-age=1, stale-if-error=60' };
  const before = await wordOf(gateway);
  await makeOlder(2_000);
  words.sends.status = 503;
  words.sends.body = 'no';
  expect(await wordOf(gateway)).toBe(before);
  expect(words.requests.length).toBeGreaterThan(1);
});

/** Moves back when each entry was kept. */
async function makeOlder(ms: number): Promise<void> {
  for (const key of (await redis.run('keys', '{nutgraf:cache}:entry:*')) as string[]) {
    const meta = String(await redis.run('hget', key, 'meta')).split(' ');
    meta[3] = String(Number(meta[3]) - ms);
    await redis.run('hset', key, 'meta', meta.join(' '));
  }
}

test('who asks is shown what the cache did, where configuration allows it', async () => {
  const headers = { 'nutgraf-cache': 'true' };
  const { url } = await start();
  const shown = async () => (await ask(url, '{ word }', { headers })).extensions?.cache;
  const facts = { hits: 0, stale: 0, misses: 0, private: 0, bytes: 0 };
  expect(await shown()).toEqual([
    { subgraph: 'words', status: 'MISS', types: { Query: { ...facts, misses: 1 } } },
  ]);
  expect(await shown()).toEqual([
    {
      subgraph: 'words',
      status: 'HIT',
      types: { Query: { ...facts, hits: 1, bytes: expect.any(Number) as number } },
    },
  ]);
  const { url: discreet } = await start({ cache: { enabled: true, expose: false } });
  expect((await ask(discreet, '{ word }', { headers })).extensions).toBeUndefined();
});

test('browsers keep nothing, as they hear of no writes; what serves many may', async () => {
  const { url } = await start();
  const controlOf = async () => (await ask(url, '{ word }')).headers.get('cache-control');
  for (let round = 0; round < 2; round += 1)
    expect(await controlOf()).toMatch(/^max-age=0, s-maxage=\d+, public$/);
  await redis.run('flushall');
  words.sends.headers = { 'cache-control': 'private, max-age=60' };
  for (let round = 0; round < 2; round += 1) expect(await controlOf()).toBe('no-store');
});
