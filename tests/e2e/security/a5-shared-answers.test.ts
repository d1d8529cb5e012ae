import {
  ArticleMobileDocument,
  ArticlePageDocument,
  AuthorPageDocument,
  CommentsPageDocument,
  HomeFeedDocument,
  PlansPageDocument,
  ViewerShellDocument,
} from '@nutgraf/client/documents';
import { readHead } from '@nutgraf/gateway/cache/store/entry-head';
import { unpack } from '@nutgraf/gateway/cache/store/packing';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import Redis from 'ioredis';
import { slugs } from '../../support/article-page';
import { startRedis, type TestRedis } from '../../support/start-redis';
import { TestGraph } from '../../support/test-graph';

const people = ['guest', 'reader', 'member', 'past-due', 'author', 'editor', 'admin'] as const;
type Who = (typeof people)[number];

/** Everything that is public, private, protected or gated, asked for at once. */
const everything = `query Everything($slug: String!, $isLong: Boolean!) {
  viewer { id email user { id handle } subscription { id status } entitlements { source } sessions(first: 2) { nodes { id } } }
  same: viewer { email @include(if: $isLong) locale }
  plans { code viewerIsSubscribed prices { unitAmount { formatted } } }
  article(by: { slug: $slug }) {
    title
    authors { handle isSupporter }
    content {
      __typename
      ... on FullContent { plainText @include(if: $isLong) grantedBy }
      ... on PreviewContent { plainText remainingWords paywall { reason offers { code viewerIsSubscribed } } }
    }
  }
}`;

/** Many articles, of which some may be read and some not. */
const listed = `{ articles(first: 12) { nodes { slug content {
  __typename ... on FullContent { plainText grantedBy } ... on PreviewContent { plainText paywall { reason } }
} } } }`;

const id = 'art_01DEM000000000000000000001';
const operations: readonly (readonly [string, object])[] = [
  ...Object.values(slugs).map((slug) => [String(ArticlePageDocument), { slug }] as const),
  ...Object.values(slugs).flatMap((slug) =>
    [true, false].map((isLong) => [everything, { slug, isLong }] as const),
  ),
  [String(HomeFeedDocument), {}],
  [String(ViewerShellDocument), {}],
  [String(PlansPageDocument), { currency: 'EUR' }],
  [String(AuthorPageDocument), { handle: 'ada-author' }],
  [String(ArticleMobileDocument), { id }],
  [String(CommentsPageDocument), { articleId: id }],
  [listed, {}],
];

/** For a thousand at once, on a busy machine. */
const patienceMs = 60_000;
jest.setTimeout(2 * patienceMs);

let redis: TestRedis;
let graph: TestGraph;
let urls: readonly string[];
let tokens: Record<Who, string | undefined>;
/** `data` of each operation for each caller, from a gateway that keeps nothing. */
let expected: Record<Who, readonly string[]>;
beforeAll(async () => {
  redis = await startRedis();
  const kept = { enabled: true, subgraphs: { users: { ignoreHeaders: ['cookie'] } } };
  graph = await TestGraph.start(
    { redis: { url: redis.url, patienceMs: 5_000 }, cache: kept, traffic: { deadlineMs: patienceMs } },
    1,
    patienceMs,
  );
  urls = [graph.url, await graph.startAnotherGateway()];
  const alone = await graph.startAnotherGateway({ cache: { enabled: false } });
  tokens = {} as typeof tokens;
  expected = {} as typeof expected;
  for (const who of people) tokens[who] = who === 'guest' ? undefined : await graph.signIn(who);
  for (const who of people) {
    expected[who] = await Promise.all(operations.map((_, index) => dataOf(who, index, alone)));
  }
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

/** How a signed-in caller shows the token: apps send a header, web sessions a cookie. */
type Carrier = 'header' | 'cookie';

async function dataOf(who: Who, index: number, url: string, carrier: Carrier = 'header'): Promise<string> {
  const [query, variables] = operations[index]!;
  const token = tokens[who];
  const shown: Record<Carrier, Record<string, string>> = {
    header: { authorization: `Bearer ${token}` },
    cookie: { cookie: `nutgraf_access=${token}` },
  };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token && shown[carrier]) },
    body: JSON.stringify({ query, variables }),
  });
  return JSON.stringify(((await response.json()) as { data: unknown }).data);
}

/** Asks, and says what somebody was told that is not for them. */
async function foreign(who: Who, index: number, url: string, carrier: Carrier): Promise<string | undefined> {
  const data = await dataOf(who, index, url, carrier);
  return data === expected[who][index]
    ? undefined
    : `${who} by ${carrier}, operation ${index}: ${data.slice(0, 500)}`;
}

test('A5 what callers are told without a cache differs', () => {
  for (const who of people.slice(1)) {
    expect(expected[who].join()).toContain(personaEntry(who as 'reader').email);
  }
  expect(expected.guest.join()).not.toContain('@');
  expect(expected.member[0]).toContain('FullContent');
  expect(expected.reader[0]).toContain('PreviewContent');
});

function ordersOf(some: readonly Who[]): Who[][] {
  if (some.length === 1) return [[...some]];
  return some.flatMap((who) => ordersOf(some.filter((one) => one !== who)).map((rest) => [who, ...rest]));
}

test.each(ordersOf(['guest', 'reader', 'member']).map((order) => [order.join(', '), order] as const))(
  'A5 cold and warm, in the order %s, each gets their own answer to the last byte',
  async (_name, order) => {
    await redis.run('flushall');
    for (const index of operations.keys()) {
      for (const who of [...order, ...order]) {
        expect(await foreign(who, index, urls[0]!, 'header')).toBeUndefined();
        expect(await foreign(who, index, urls[1]!, 'cookie')).toBeUndefined();
      }
    }
  },
);

test('A5 of 1,000 requests at once, each gets their own answer to the last byte', async () => {
  await redis.run('flushall');
  // Each person asks each operation once a round; four rounds are each gateway and each carrier.
  const aRound = people.length * operations.length;
  const asked = Array.from({ length: 1_000 }, (_, count) => {
    const round = Math.floor(count / aRound);
    const index = Math.floor((count % aRound) / people.length);
    const url = urls[(count + round) % 2]!;
    return foreign(
      people[count % people.length]!,
      index,
      url,
      (count + (round >> 1)) % 2 ? 'cookie' : 'header',
    );
  });
  expect((await Promise.all(asked)).filter((one) => one !== undefined)).toEqual([]);
});

test('A5 and A6 what is kept holds nothing of anybody, and no text that has to be paid for', async () => {
  await redis.run('flushall');
  for (const index of operations.keys()) for (const who of people) await dataOf(who, index, graph.url);
  const kept = await everythingIn(redis.url);
  // It was looked for in what is really there.
  expect(kept).toContain('The Quiet Return of the Night Train');
  for (const who of people.slice(1)) expect(kept).not.toContain(personaEntry(who as 'reader').email);
  for (const who of people.slice(1)) {
    const sessionIds = expected[who].join().match(/ses_\w+/g) ?? [];
    expect(sessionIds).not.toEqual([]);
    for (const sessionId of sessionIds) expect(kept).not.toContain(sessionId);
  }
  for (const token of Object.values(tokens)) if (token) expect(kept).not.toContain(token);
  for (const slug of [slugs.members, slugs.registered]) {
    for (const sentence of await gatedSentences(slug)) expect(kept).not.toContain(sentence);
  }
});

/** Sentences of the whole text that a guest is not shown. */
async function gatedSentences(slug: string): Promise<string[]> {
  const query = `{ article(by: { slug: "${slug}" }) { content {
    ... on FullContent { plainText } ... on PreviewContent { plainText } } } }`;
  const textFor = async (who: Who) => {
    const { data } = await graph.ask(query, {}, tokens[who]);
    return (data as { article: { content: { plainText: string } } }).article.content.plainText;
  };
  const [shown, whole] = [await textFor('guest'), await textFor('member')];
  const sentences = whole.split(/(?<=[.!?])\s+/).filter((one) => one.length > 40 && !shown.includes(one));
  expect(sentences.length).toBeGreaterThan(3);
  return sentences;
}

/** Keys and values, as they were before they were packed. */
async function everythingIn(url: string): Promise<string> {
  const client = new Redis(url);
  const parts: string[] = [];
  for (const key of await client.keys('*')) {
    parts.push(key);
    const fields = (await client.type(key)) === 'hash' ? await client.hgetallBuffer(key) : {};
    parts.push(...Object.values(fields).map(String));
    const { head, value } = fields;
    if (head && value) parts.push(String(await unpack({ ...readHead(head.toString()), value }, 10_000_000)));
  }
  client.disconnect();
  return parts.join('\n');
}
