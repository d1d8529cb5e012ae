import { ArticlePageDocument } from '@nutgraf/client/documents';
import { serviceNames } from '@nutgraf/stack/service-names';
import { slugs } from '../support/article-page';
import { startRedis, type TestRedis } from '../support/start-redis';
import { type GraphAnswer, TestGraph } from '../support/test-graph';

// 500 readers at once take their time on a busy machine.
jest.setTimeout(60_000);

let redis: TestRedis;
let graph: TestGraph;
beforeAll(async () => {
  redis = await startRedis();
  graph = await TestGraph.start(
    {
      redis: { url: redis.url, patienceMs: 5_000 },
      cache: { enabled: true, subgraphs: { users: { ignoreHeaders: ['cookie'] } } },
    },
    1,
    20_000,
  );
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});
beforeEach(async () => {
  await redis.run('flushall');
  forget();
});

/** The typed client's page, and fields that look at the reader. */
const page = String(ArticlePageDocument).replace(
  /^query ArticlePage\(([^)]*)\) \{/m,
  (_all, variables) => `query ArticlePage(${variables}) {
    viewer { id email }
    plans { code viewerIsSubscribed prices { unitAmount { formatted } } }`,
);

const readPage = (slug: string, token?: string): Promise<GraphAnswer> =>
  graph.ask(page, { slug, commentsFirst: 20 }, token);

/** Subgraph requests since the last {@link forget}, by service. */
function asked(): Record<string, number> {
  return Object.fromEntries(serviceNames.map((name) => [name, graph.proxies[name].seen.length]));
}

function forget(): void {
  for (const name of serviceNames) graph.proxies[name].reset();
}

const nobody = { users: 0, content: 0, billing: 0 };

test.each(Object.values(slugs))('a warm page (%s) asks no subgraph for a guest', async (slug) => {
  const cold = await readPage(slug);
  expect(cold.errors).toEqual([]);
  forget();
  const warm = await readPage(slug);
  expect(asked()).toEqual(nobody);
  expect(warm.text).toBe(cold.text);
});

test('a member is never told what guests share, nor guests what a member may read', async () => {
  const member = await graph.signIn('member');
  const types = async (token?: string) => {
    const { data } = await readPage(slugs.members, token);
    return (data as { article: { content: { __typename: string } } }).article.content.__typename;
  };
  expect(await types()).toBe('PreviewContent');
  expect(await types(member)).toBe('FullContent');
  expect(await types()).toBe('PreviewContent');
  forget();
  expect(await types(member)).toBe('FullContent');
  expect(asked().content).toBe(1);
  // Not even under another key: who can read Redis learns nothing that is paid for.
  const full = await readPage(slugs.members, member);
  const { html } = (full.data as { article: { content: { html: string } } }).article.content;
  const sentence = html.slice(-200, -100);
  for (const key of (await redis.run('keys', '*')) as string[]) {
    const fields = (await redis.run('type', key)) === 'hash' ? await redis.run('hvals', key) : [];
    expect(String(fields)).not.toContain(sentence);
  }
});

test('when a comment is added, the next page has it, and only what changed is asked for', async () => {
  const member = await graph.signIn('member');
  const before = await readPage(slugs.public);
  const { id } = (before.data as { article: { id: string } }).article;
  const other = await readPage(slugs.registered);
  const mutation = `mutation ($input: CommentAddInput!) {
    commentAdd(input: $input) { comment { id article { commentCount } } errors { code } } }`;
  const input = { articleId: id, body: 'As new as it gets.', clientId: 'a-client-id' };
  const { data } = await graph.ask(mutation, { input }, member);
  const { comment } = (data as { commentAdd: { comment: { id: string } } }).commentAdd;
  forget();
  const after = await readPage(slugs.public);
  expect(after.text).toContain(comment.id);
  expect(after.text).toContain('As new as it gets.');
  // The page anew from content; of users and billing the one who wrote it, if nobody had asked for them.
  expect(asked().content).toBe(1);
  for (const name of ['users', 'billing'] as const) {
    const bodies = graph.proxies[name].requests.map(({ body }) => body);
    const representations = bodies.flatMap((body) =>
      Object.values((JSON.parse(body) as { variables: Record<string, unknown[]> }).variables).flat(),
    );
    expect(representations.length).toBeLessThanOrEqual(1);
  }
  forget();
  expect((await readPage(slugs.registered)).text).toBe(other.text);
  expect(asked()).toEqual(nobody);
});

test('a hot page that has expired under 500 readers is asked for once', async () => {
  await readPage(slugs.public);
  // As if its time were over: what is kept is gone.
  const kept = (await redis.run('keys', '{nutgraf:cache}:entry:*')) as string[];
  await redis.run('unlink', ...kept);
  forget();
  const answers = await Promise.all(Array.from({ length: 500 }, () => readPage(slugs.public)));
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
  expect(answers[0]!.errors).toEqual([]);
  const { users, content, billing } = asked();
  expect([users, content]).toEqual([1, 1]);
  // The page's root fields and its entities.
  expect(billing).toBeLessThanOrEqual(2);
});
