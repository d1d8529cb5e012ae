import { createGateway, type Gateway } from '@nutgraf/gateway';
import { ask } from '@nutgraf/gateway/http/fixtures/client';
import { audience, type Issuer, startIssuer } from '@nutgraf/gateway/http/fixtures/issuer';
import { compose, startSubgraph, type TestSubgraph } from '@nutgraf/gateway/http/fixtures/subgraph';
import { startRedis, type TestRedis } from '../../support/start-redis';

/** Subgraphs of others may call what they tell accounts `private` and nothing more: the gateway alone keeps it apart. */
let redis: TestRedis;
let issuer: Issuer;
let words: TestSubgraph;
let gateway: Gateway;
let count = 0;
beforeAll(async () => {
  redis = await startRedis();
  issuer = await startIssuer();
  words = await startSubgraph('words', 'type Query { word(of: Int): String }', {
    Query: { word: () => `word ${++count}` },
  });
  const jwt = { jwksUrl: issuer.jwksUrl, issuer: issuer.url, audience, cookie: 'access' };
  gateway = await createGateway({
    supergraph: compose([words]),
    http: { port: 0 },
    log: { level: 'silent' },
    identity: { jwt },
    redis: { url: redis.url, patienceMs: 5_000 },
    cache: { enabled: true },
  });
});
afterAll(async () => {
  await gateway.stop();
  await words.stop();
  await issuer.stop();
  await redis[Symbol.asyncDispose]();
});
// Each test has a word of its own: of one that was not to be kept the gateway remembers that for a while.
let of = 0;
beforeEach(async () => {
  of += 1;
  await redis.run('flushall');
});

type Headers = Record<string, string>;
const carriers: readonly (readonly [string, (token: string) => Headers])[] = [
  ['header', (token) => ({ authorization: `Bearer ${token}` })],
  ['cookie', (token) => ({ cookie: `access=${token}` })],
];
const wordOf = async (headers: Headers = {}) =>
  (await ask(gateway.url, `{ word(of: ${of}) }`, { headers })).data?.word;
const entries = () => redis.run('keys', '{nutgraf:cache}:entry:*');

describe.each(carriers)('with a token in a %s', (_carrier, headersOf) => {
  const accountOf = async (sub: string) => headersOf(await issuer.sign({ sub }));

  test.each(['private, max-age=60', 'max-age=60', 'private, public, max-age=60'])(
    'what an account is told with "%s" is told to nobody else, and is not kept',
    async (cacheControl) => {
      words.sends.headers = { 'cache-control': cacheControl };
      const [one, other] = [await accountOf('acc_1'), await accountOf('acc_2')];
      const told = [await wordOf(one), await wordOf(other), await wordOf(one)];
      expect(new Set(told).size).toBe(3);
      expect(await entries()).toEqual([]);
      expect(told).not.toContain(await wordOf());
    },
  );

  test('what is public is shared by accounts, and not with guests', async () => {
    words.sends.headers = { 'cache-control': 'public, max-age=60' };
    const told = await wordOf(await accountOf('acc_1'));
    expect(await wordOf(await accountOf('acc_2'))).toBe(told);
    expect(await wordOf()).not.toBe(told);
  });

  test('what guests share, though it is private, no account is told', async () => {
    words.sends.headers = { 'cache-control': 'private, max-age=60' };
    const told = await wordOf();
    expect(await wordOf()).toBe(told);
    expect(await wordOf(await accountOf('acc_1'))).not.toBe(told);
  });
});
