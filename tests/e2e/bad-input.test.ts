import type { Client } from '@nutgraf/client';
import { AddCommentDocument, CommentItemFragmentDoc } from '@nutgraf/client/documents';
import { getFragmentData } from '@nutgraf/client/fragments';
import { importJWK, SignJWT } from 'jose';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { slugs } from '../support/article-page';
import { TestGraph, type GraphAnswer } from '../support/test-graph';

let graph: TestGraph;
let token: string;
let member: Client;
beforeAll(async () => {
  graph = await TestGraph.start();
  token = await graph.signIn('member');
  member = await graph.client('member');
});
afterAll(() => graph[Symbol.asyncDispose]());

/** What no answer may tell: files, stacks, hosts and ports, SQL. */
const internals = /node_modules|\.ts:\d|\.js:\d|\n\s+at |stacktrace|127\.0\.0\.1:\d|ECONN|SELECT |INSERT /;

function expectRefusal(answer: GraphAnswer, status: number, code: string): void {
  expect(answer.status).toBe(status);
  expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual([code]);
  expect(answer.errors[0]?.message).not.toBe('');
  expect(answer.text).not.toMatch(internals);
}

async function accessToken(expiresInSeconds: number, claims: object = {}): Promise<string> {
  const key = graph.secrets.accessTokenKey;
  const seconds = Math.floor(Date.now() / 1000);
  return new SignJWT({ scope: 'account:read content:comment', email_verified: true, ...claims })
    .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'at+jwt' })
    .setSubject(personaEntry('member').accountId)
    .setIssuer('nutgraf')
    .setAudience('nutgraf')
    .setIssuedAt(seconds - 600)
    .setExpirationTime(seconds + expiresInSeconds)
    .sign(await importJWK(key, 'EdDSA'));
}

const idOf = async (slug: string) => {
  const { data } = await graph.ask('query ($slug: String!) { article(by: { slug: $slug }) { id } }', {
    slug,
  });
  return (data?.article as { id: string }).id;
};

test('malformed JSON', async () => {
  expectRefusal(await graph.send('{"query": '), 400, 'BAD_REQUEST');
});

test('a query that does not parse', async () => {
  expectRefusal(await graph.ask('{ viewer '), 400, 'GRAPHQL_PARSE_FAILED');
});

test('an unknown field is named, without suggestions', async () => {
  const answer = await graph.ask('{ articels { nodes { id } } }');
  expectRefusal(answer, 400, 'GRAPHQL_VALIDATION_FAILED');
  expect(answer.errors[0]?.message).toContain('articels');
  expect(answer.text).not.toContain('Did you mean');
});

test('a variable of the wrong type is named', async () => {
  const answer = await graph.ask('query ($n: Int!) { topics(first: $n) { id } }', { n: 'many' });
  expectRefusal(answer, 400, 'BAD_USER_INPUT');
  expect(answer.errors[0]?.message).toContain('$n');
});

test('an expired token says so; a valid one made the same way is accepted', async () => {
  const expired = await graph.ask('{ viewer { id } }', {}, await accessToken(-60));
  expectRefusal(expired, 401, 'UNAUTHENTICATED');
  expect(expired.errors[0]?.message).toMatch(/expired/i);
  expect((await graph.ask('{ viewer { id } }', {}, await accessToken(60))).errors).toEqual([]);
});

test('a token that is no token', async () => {
  expectRefusal(await graph.ask('{ viewer { id } }', {}, 'not.a.token'), 401, 'UNAUTHENTICATED');
});

test('unknown ids and slugs are null, not errors', async () => {
  const { data, errors } = await graph.ask(
    `query ($article: ID!, $user: ID!) {
      byId: article(by: { id: $article }) { id }
      bySlug: article(by: { slug: "no-such-article" }) { id }
      user(by: { id: $user }) { id }
      odd: user(by: { id: "'; DROP TABLE account; --" }) { id }
      plan(by: { code: "no-such-plan" }) { id }
    }`,
    { article: demoId('art', 999_999), user: demoId('usr', 999_999) },
  );
  expect(errors).toEqual([]);
  expect(data).toEqual({ byId: null, bySlug: null, user: null, odd: null, plan: null });
});

test('a cursor of another connection', async () => {
  const first = await graph.ask('{ articles(first: 1) { pageInfo { endCursor } } }');
  const { endCursor } = (first.data?.articles as { pageInfo: { endCursor: string } }).pageInfo;
  const query = `query ($slug: String!, $after: String) {
    article(by: { slug: $slug }) { title comments(first: 2, after: $after) { nodes { id } } }
  }`;
  const { errors, text } = await graph.ask(query, { slug: slugs.public, after: endCursor });
  expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['article', 'comments'], 'BAD_USER_INPUT'],
  ]);
  expect(text).not.toMatch(internals);
});

describe('a comment', () => {
  const mutation = String(AddCommentDocument);
  const commentRows = async () => {
    const { data } = await graph.ask(
      'query ($slug: String!) { article(by: { slug: $slug }) { commentCount comments { totalCount } } }',
      {
        slug: slugs.public,
      },
    );
    return data?.article;
  };

  test('of 1 MB is refused and nothing is written', async () => {
    const before = await commentRows();
    const input = { articleId: await idOf(slugs.public), clientId: 'big', body: 'x'.repeat(1_048_576) };
    const answer = await graph.ask(mutation, { input }, token);
    expect(answer.status).toBe(413);
    expect(answer.errors[0]?.extensions.code).toBe('BAD_REQUEST');
    expect(answer.text).not.toMatch(internals);
    expect(await commentRows()).toEqual(before);
  });

  test.each([
    ['that is too long', { body: 'x'.repeat(10_001) }, 'INVALID_INPUT', ['input', 'body']],
    ['that is empty', { body: '   ' }, 'INVALID_INPUT', ['input', 'body']],
    ['on an unknown article', { articleId: demoId('art', 999_999) }, 'NOT_FOUND', ['input', 'articleId']],
    ['as a reply to nothing', { parentId: demoId('cmt', 999_999) }, 'NOT_FOUND', ['input', 'parentId']],
  ])('%s is a business error and nothing is written', async (_name, change, code, path) => {
    const before = await commentRows();
    const input = {
      articleId: await idOf(slugs.public),
      clientId: `bad-${code}`,
      body: 'Well said.',
      ...change,
    };
    const { commentAdd } = await member.request(AddCommentDocument, { input });
    expect(commentAdd).toMatchObject({ comment: null, errors: [{ code, path }] });
    expect(await commentRows()).toEqual(before);
  });

  test('by a guest is refused', async () => {
    const before = await commentRows();
    const input = { articleId: await idOf(slugs.public), clientId: 'guest', body: 'Hello' };
    const { data, errors } = await (await graph.client()).execute(AddCommentDocument, { input });
    expect(data?.commentAdd).toBeNull();
    expect(errors.map(({ path, code }) => [path, code])).toEqual([[['commentAdd'], 'UNAUTHENTICATED']]);
    expect(await commentRows()).toEqual(before);
  });

  test('sent twice with one client id is one comment', async () => {
    const input = {
      articleId: await idOf(slugs.public),
      clientId: 'retry-1',
      body: 'Sent twice <b>&</b> once',
    };
    const answers = await Promise.all([1, 2, 3].map(() => member.request(AddCommentDocument, { input })));
    const ids = answers.map(
      ({ commentAdd }) => getFragmentData(CommentItemFragmentDoc, commentAdd?.comment)?.id,
    );
    expect(new Set(ids).size).toBe(1);
  });
});
