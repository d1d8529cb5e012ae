import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRedis, type TestRedis } from '../support/start-redis';
import { until } from '../support/until';
import { createGateway, type GatewayOptions } from '@nutgraf/gateway';
import { Cleanup } from '@nutgraf/gateway/http/fixtures/cleanup';
import { faults, type GraphqlAnswer, send } from '@nutgraf/gateway/http/fixtures/client';
import { startLibrary } from '@nutgraf/gateway/http/fixtures/library';
import { compose, type TestSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';

const cleanup = new Cleanup();
let redis: TestRedis;
let folder: string;
let books: TestSubgraph;
let supergraph: string;
const library = new Cleanup();
beforeAll(async () => {
  redis = await startRedis();
  folder = await mkdtemp(join(tmpdir(), 'nutgraf-persisted-'));
  const subgraphs = await startLibrary(library);
  [books] = subgraphs;
  supergraph = compose(subgraphs);
});
beforeEach(() => redis.run('flushall'));
afterEach(cleanup.run);
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await redis[Symbol.asyncDispose]();
  await library.run();
  await rm(folder, { recursive: true });
});

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');
const keyOf = (hash: string) => `nutgraf:persisted-query:${hash}`;
const query = '{ book(id: "7") { title } }';
const title = { book: { title: 'Title 7' } };
const byHash = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

type Post = (body: unknown) => Promise<GraphqlAnswer>;

async function start(
  settings: Partial<GatewayOptions> = {},
  patienceMs: number | null = 2_000,
): Promise<Post> {
  const gateway = await createGateway({
    supergraph,
    http: { port: 0 },
    log: { level: 'silent' },
    ...(patienceMs !== null && { redis: { url: redis.url, patienceMs } }),
    ...settings,
  });
  cleanup.add(gateway);
  return (body) =>
    send(gateway.url, { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
}

const kept = (hash: string) => redis.run('get', keyOf(hash));
const register = async (post: Post, text: string) => {
  const answer = await post({ query: text, ...byHash(hashOf(text)) });
  expect(answer.errors).toBeUndefined();
};
const stored = (text: string) =>
  until(
    () => kept(hashOf(text)),
    (value) => value === text,
    10_000,
  );

it('a document registered at one gateway is found at another, for a day', async () => {
  const [one, other] = [await start(), await start()];
  expect(faults(await other(byHash(hashOf(query))))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  await register(one, query);
  await stored(query);
  expect((await other(byHash(hashOf(query)))).data).toEqual(title);
  const seconds = Number(await redis.run('ttl', keyOf(hashOf(query))));
  expect(seconds).toBeGreaterThan(86_000);
  expect(seconds).toBeLessThanOrEqual(86_400);
});

it('a text under the hash of another is refused, and kept nowhere', async () => {
  const post = await start();
  const hash = hashOf('{ other }');
  const answer = await post({ query, ...byHash(hash) });
  expect([answer.status, answer.data]).toEqual([400, undefined]);
  expect(faults(await post(byHash(hash)))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  expect(await redis.run('dbsize')).toBe(0);
});

it.each([
  ['another document', '{ book(id: "666") { title } }'],
  ['nothing', ''],
  ['more than a document may have', query + ' '.repeat(200_000)],
  ['no text', Buffer.from([0xff, 0xfe, 0x00]).toString('latin1')],
])('%s in Redis is not served for its key', async (_, poison) => {
  const post = await start();
  await redis.run('set', keyOf(hashOf(query)), poison);
  const before = books.requests.length;
  expect(faults(await post(byHash(hashOf(query))))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  expect(books.requests).toHaveLength(before);
  await register(post, query);
  expect((await post(byHash(hashOf(query)))).data).toEqual(title);
});

it('of a document in Redis that is larger than is allowed here, the client is told when it sends it', async () => {
  const [lax, strict] = [await start(), await start({ limits: { depth: 1 } })];
  await register(lax, query);
  await stored(query);
  expect(faults(await strict(byHash(hashOf(query))))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  const answer = await strict({ query, ...byHash(hashOf(query)) });
  expect(faults(answer)).toEqual(['OPERATION_LIMIT_EXCEEDED']);
});

it.each(['x', '*', `${hashOf(query)}x`, hashOf(query).toUpperCase(), 'nutgraf', '__proto__'])(
  'Redis is not asked for the key %s',
  async (hash) => {
    const post = await start();
    await redis.run('set', keyOf(hash), query);
    expect(faults(await post(byHash(hash)))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  },
);

describe('where only documents of manifests are served', () => {
  it('nothing is registered, and nothing found that was registered elsewhere', async () => {
    const named = 'query Book { book(id: "7") { title } }';
    const file = join(folder, 'manifest.json');
    await writeFile(file, JSON.stringify({ [hashOf(named)]: named }));
    const lax = await start();
    const strict = await start({ trustedDocuments: { mode: 'enforce', manifests: [file] } });
    await register(lax, query);
    await stored(query);
    expect(faults(await strict(byHash(hashOf(query))))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect((await strict(byHash(hashOf(named)))).data).toEqual(title);
    expect((await strict({ query: named, ...byHash(hashOf(named)) })).data).toEqual(title);
    expect(await kept(hashOf(named))).toBeNull();
  });
});

describe('without Redis', () => {
  it.each([
    ['killed', () => redis.kill(), () => redis.start()],
    ['paused', () => Promise.resolve(redis.pause()), () => Promise.resolve(redis.resume())],
  ])('that was %s, a gateway goes on with what it knows itself', async (_, harm, mend) => {
    const post = await start({}, 50);
    await harm();
    try {
      expect(faults(await post(byHash(hashOf(query))))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
      await register(post, query);
      expect((await post(byHash(hashOf(query)))).data).toEqual(title);
    } finally {
      await mend();
    }
  });

  it('in the config, a gateway registers for itself', async () => {
    const post = await start({}, null);
    await register(post, query);
    expect((await post(byHash(hashOf(query)))).data).toEqual(title);
    expect(await redis.run('dbsize')).toBe(0);
  });
});
