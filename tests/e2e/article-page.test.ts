import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'graphql';
import { printPlan } from '@nutgraf/gateway/plan/print-plan';
import { Planner } from '@nutgraf/gateway/plan/planner';
import { PlannerPool } from '@nutgraf/gateway/plan/process/planner-pool';
import { loadSupergraph } from '@nutgraf/gateway/plan/supergraph/supergraph';
import { articlePage, slugs, usersOf, type ArticlePage } from '../support/article-page';
import { TestGraph } from '../support/test-graph';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());

async function read(slug: string, token?: string, commentsFirst = 20): Promise<ArticlePage> {
  const { data, errors } = await graph.ask(articlePage, { slug, commentsFirst }, token);
  expect(errors).toEqual([]);
  return data?.article as ArticlePage;
}

test('a guest gets the preview of a members article, with authors, comments, badges and priced offers', async () => {
  const article = await read(slugs.members);
  expect(article.content).toMatchObject({
    __typename: 'PreviewContent',
    paywall: { reason: 'MEMBERSHIP_REQUIRED' },
  });
  expect(article.content.remainingWords).toBeGreaterThan(0);
  expect(article.content.paywall?.offers?.length).toBeGreaterThan(0);
  for (const offer of article.content.paywall?.offers ?? []) expect(offer.prices.length).toBeGreaterThan(0);
  expect(article.comments.edges).toHaveLength(20);
  const users = usersOf(article).map(({ user }) => user);
  expect(
    users.every((user) => typeof user?.handle === 'string' && typeof user.isSupporter === 'boolean'),
  ).toBe(true);
  expect(new Set(users.map((user) => user?.isSupporter))).toEqual(new Set([true, false]));
});

test('a reader without a membership is shown plans with prices', async () => {
  const { content } = await read(slugs.members, await graph.signIn('reader'));
  expect(content.paywall?.reason).toBe('MEMBERSHIP_REQUIRED');
  expect(content.paywall?.offers?.length).toBeGreaterThan(0);
  for (const offer of content.paywall?.offers ?? []) expect(offer.prices.length).toBeGreaterThan(0);
});

test.each(['member', 'trial', 'past-due'] as const)('%s reads the whole text', async (persona) => {
  const { content } = await read(slugs.members, await graph.signIn(persona));
  expect(content).toMatchObject({ __typename: 'FullContent', grantedBy: 'ENTITLED' });
});

test('everyone reads public articles, the signed-in also registered ones', async () => {
  expect((await read(slugs.public)).content).toMatchObject({ grantedBy: 'PUBLIC' });
  expect((await read(slugs.registered)).content.paywall?.reason).toBe('SIGN_IN_REQUIRED');
  const token = await graph.signIn('reader');
  expect((await read(slugs.registered, token)).content).toMatchObject({ grantedBy: 'REGISTERED' });
});

test('the preview holds nothing of what the full text says after it', async () => {
  const full = (await read(slugs.members, await graph.signIn('member'))).content.html;
  const token = await graph.signIn('reader');
  const preview = (await read(slugs.members, token)).content.html;
  const { text } = await graph.ask(articlePage, { slug: slugs.members }, token);
  const pieces = (html: string) => html.split(/<\/?[a-z0-9]+>/).filter((piece) => piece.trim().length > 40);
  const gated = pieces(full).filter((piece) => !preview.includes(piece));
  expect(gated.length).toBeGreaterThan(2);
  for (const piece of gated) expect(text).not.toContain(piece);
});

test('the page takes three subgraph requests', async () => {
  const sdl = readFileSync(join(__dirname, '../../schema/supergraph.graphql'), 'utf8');
  const planners = new PlannerPool();
  const planner = await Planner.load(loadSupergraph(sdl), planners);
  expect(printPlan(await planner.plan(parse(articlePage), 'ArticlePage', {}))).toMatchSnapshot();
  planners.close();

  for (const proxy of Object.values(graph.proxies)) proxy.reset();
  await read(slugs.members);
  const requests = Object.values(graph.proxies).map(({ seen }) => seen);
  expect(requests).toEqual([['/graphql'], ['/graphql'], ['/graphql']]);
});

/** A page asks for one row more than it shows. */
const withoutLimit = (sql: string) => sql.replace(/LIMIT \d+/g, 'LIMIT n');

test.each(['reader', 'member'] as const)(
  'for %s the SQL statements are the same with 5 and with 50 comments',
  async (persona) => {
    const token = await graph.signIn(persona);
    const statementsFor = async (commentsFirst: number) => {
      for (const service of Object.values(graph.services)) service.resetStatements();
      const article = await read(slugs.members, token, commentsFirst);
      const { users, content, billing } = graph.services;
      return {
        comments: article.comments.edges.length,
        statements: [users, content, billing].map(({ statements }) => statements.map(withoutLimit).sort()),
      };
    };
    await statementsFor(5);
    const few = await statementsFor(5);
    const many = await statementsFor(50);
    expect([few.comments, many.comments]).toEqual([5, 50]);
    expect(many.statements).toEqual(few.statements);
  },
);
