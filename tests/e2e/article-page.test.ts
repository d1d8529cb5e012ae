import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ArticlePageDocument, PaywallOfferFragmentDoc } from '@nutgraf/client/documents';
import { getFragmentData } from '@nutgraf/client/fragments';
import type { PersonaKey } from '@nutgraf/kit/demo/personas';
import { parse } from 'graphql';
import { printPlan } from '@nutgraf/gateway/plan/print-plan';
import { Planner } from '@nutgraf/gateway/plan/planner';
import { PlannerPool } from '@nutgraf/gateway/plan/process/planner-pool';
import { loadSupergraph } from '@nutgraf/gateway/plan/supergraph/supergraph';
import { readArticle, slugs, usersOf, type ArticleView } from '../support/article-page';
import { TestGraph } from '../support/test-graph';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());

async function read(slug: string, persona?: PersonaKey, commentsFirst = 20) {
  const { article, errors } = await readArticle(await graph.client(persona), slug, commentsFirst);
  expect(errors).toEqual([]);
  return article;
}

function expectPricedOffers({ paywall }: ArticleView): void {
  const offers = getFragmentData(PaywallOfferFragmentDoc, paywall?.offers) ?? [];
  expect(offers.length).toBeGreaterThan(0);
  for (const { prices } of offers) expect(prices.length).toBeGreaterThan(0);
}

test('a guest gets the preview of a members article, with authors, comments, badges and priced offers', async () => {
  const article = await read(slugs.members);
  expect(article.content).toMatchObject({
    __typename: 'PreviewContent',
    remainingWords: expect.any(Number) as unknown,
  });
  expect(article.paywall?.reason).toBe('MEMBERSHIP_REQUIRED');
  expectPricedOffers(article);
  expect(article.comments).toHaveLength(20);
  const users = usersOf(article).map(({ user }) => user);
  expect(
    users.every((user) => typeof user?.handle === 'string' && typeof user.isSupporter === 'boolean'),
  ).toBe(true);
  expect(new Set(users.map((user) => user?.isSupporter))).toEqual(new Set([true, false]));
});

test('a reader without a membership is shown plans with prices', async () => {
  const article = await read(slugs.members, 'reader');
  expect(article.paywall?.reason).toBe('MEMBERSHIP_REQUIRED');
  expectPricedOffers(article);
});

test.each(['member', 'trial', 'past-due'] as const)('%s reads the whole text', async (persona) => {
  const { content } = await read(slugs.members, persona);
  expect(content).toMatchObject({ __typename: 'FullContent', grantedBy: 'ENTITLED' });
});

test('everyone reads public articles, the signed-in also registered ones', async () => {
  expect((await read(slugs.public)).content).toMatchObject({ grantedBy: 'PUBLIC' });
  expect((await read(slugs.registered)).paywall?.reason).toBe('SIGN_IN_REQUIRED');
  expect((await read(slugs.registered, 'reader')).content).toMatchObject({ grantedBy: 'REGISTERED' });
});

test('the preview holds nothing of what the full text says after it', async () => {
  const full = (await read(slugs.members, 'member')).content.html;
  const preview = (await read(slugs.members, 'reader')).content.html;
  const reader = await graph.signIn('reader');
  const { text } = await graph.ask(String(ArticlePageDocument), { slug: slugs.members }, reader);
  const pieces = (html: string) => html.split(/<\/?[a-z0-9]+>/).filter((piece) => piece.trim().length > 40);
  const gated = pieces(full).filter((piece) => !preview.includes(piece));
  expect(gated.length).toBeGreaterThan(2);
  for (const piece of gated) expect(text).not.toContain(piece);
});

test('the page takes three subgraph requests', async () => {
  const sdl = readFileSync(join(__dirname, '../../schema/supergraph.graphql'), 'utf8');
  const planners = new PlannerPool();
  const planner = await Planner.load(loadSupergraph(sdl), planners);
  expect(
    printPlan(await planner.plan(parse(String(ArticlePageDocument)), 'ArticlePage', {})),
  ).toMatchSnapshot();
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
    const client = await graph.client(persona);
    const statementsFor = async (commentsFirst: number) => {
      for (const service of Object.values(graph.services)) service.resetStatements();
      const { article } = await readArticle(client, slugs.members, commentsFirst);
      const { users, content, billing } = graph.services;
      return {
        comments: article.comments.length,
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
