import { send } from '../../../tests/support/subgraph-client';
import { ContentService, claimsOf } from '../../../tests/support/content-service';

let content: ContentService;
beforeAll(async () => {
  content = await ContentService.start();
});
afterAll(() => content[Symbol.asyncDispose]());

const topics = { query: '{ topics { id } }' };

test('a request without a signature, for someone else, changed, or sent twice is refused with 401', async () => {
  const unsigned = { ...content.sign(topics), headers: { 'content-type': 'application/json' } };
  const changed = { ...content.sign(topics), body: JSON.stringify({ query: '{ __typename }' }) };
  const replayed = content.sign(topics);
  expect((await send(replayed)).status).toBe(200);
  for (const request of [unsigned, content.sign(topics, 'users'), changed, replayed]) {
    const { status, errors } = await send(request);
    expect(status).toBe(401);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  }
});

test('an article is found by id and by slug, and as an entity', async () => {
  const topicId = await content.rows.topic('rivers');
  const authorIds = ['usr_01DEM000000000000000000007', 'usr_01DEM000000000000000000003'];
  const id = await content.rows.article({ slug: 'found', topicIds: [topicId], authorIds, wordCount: 461 });
  const fields = `{ __typename id slug url locale title subtitle excerpt accessLevel wordCount readingMinutes
    publishedAt updatedAt commentsEnabled commentCount authors { id } topics { id slug } }`;
  const expected = {
    __typename: 'Article',
    id,
    slug: 'found',
    url: 'https://paper.example/found',
    locale: 'en',
    title: `Title ${id}`,
    subtitle: null,
    excerpt: 'Written, and public.',
    accessLevel: 'PUBLIC',
    wordCount: 461,
    readingMinutes: 3,
    publishedAt: '2026-01-05T08:00:00.000Z',
    updatedAt: '2026-01-05T08:00:00.000Z',
    commentsEnabled: true,
    commentCount: 0,
    authors: authorIds.map((author) => ({ id: author })),
    topics: [{ id: topicId, slug: 'rivers' }],
  };
  const { data, errors } = await content.ask({
    query: `query ($id: ID!, $of: [_Any!]!) {
      byId: article(by: { id: $id }) ${fields} bySlug: article(by: { slug: "found" }) ${fields}
      _entities(representations: $of) { ... on Article ${fields} } }`,
    variables: { id, of: [{ __typename: 'Article', id }] },
  });
  expect(errors).toBeUndefined();
  expect(data).toEqual({ byId: expected, bySlug: expected, _entities: [expected] });
});

test('topics, users and comments are entities; what does not exist is null and harms no other', async () => {
  const topicId = await content.rows.topic('bridges');
  const userId = 'usr_01DEM00000000000000000000A';
  const articleId = await content.rows.article({ topicIds: [topicId], authorIds: [userId] });
  const commentId = await content.rows.comment(articleId);
  const of = [
    { __typename: 'Topic', id: topicId },
    { __typename: 'User', id: userId },
    { __typename: 'Comment', id: commentId },
    { __typename: 'Comment', id: 'cmt_01TEST00009999999999999999' },
    { __typename: 'Topic', id: 'nonsense' },
    { __typename: 'User', id: "usr_' OR 1=1" },
  ];
  const { data, errors } = await content.ask({
    query: `query ($of: [_Any!]!) { _entities(representations: $of) { __typename
      ... on Topic { id articleCount articles { totalCount nodes { id } } }
      ... on User { id written: articleCount writes: articles { totalCount nodes { id } } }
      ... on Comment { id article { id } author { id } parent { id } body } } }`,
    variables: { of },
  });
  expect(errors).toBeUndefined();
  const articles = { totalCount: 1, nodes: [{ id: articleId }] };
  expect(data?._entities).toEqual([
    { __typename: 'Topic', id: topicId, articleCount: 1, articles },
    { __typename: 'User', id: userId, written: 1, writes: articles },
    {
      __typename: 'Comment',
      id: commentId,
      article: { id: articleId },
      author: { id: 'usr_01DEM000000000000000000009' },
      parent: null,
      body: '<p>Well said.</p>',
    },
    null,
    null,
    null,
  ]);
});

test.each([
  ['an unknown id', 'article(by: { id: "art_01TEST00009999999999999999" })'],
  ['no id at all', 'article(by: { id: "1\\u0000" })'],
  ['an unknown slug', 'article(by: { slug: "no-such-article" })'],
  ['a slug no database can hold', 'article(by: { slug: "a\\u0000b" })'],
  ['an unknown topic', 'topic(by: { slug: "x" })'],
  ['SQL', `topic(by: { id: "' OR ''='" })`],
])('%s is null', async (_what, field) => {
  const { data, errors } = await content.ask(`{ found: ${field} { id } }`);
  expect({ data, errors }).toEqual({ data: { found: null }, errors: undefined });
});

test('topics come by name, and only as many as asked for', async () => {
  const { data } = await content.ask(
    '{ topics(first: 1) { name } all: topics { name } none: topics(first: 0) { name } }',
  );
  const all = (data?.all as { name: string }[]).map(({ name }) => name);
  expect(all).toEqual([...all].sort());
  expect(data).toMatchObject({ topics: [{ name: all[0] }], none: [] });
});

test.each([
  ['topics(first: 101) { id }'],
  ['topics(first: -1) { id }'],
  ['articles(first: 101) { nodes { id } }'],
  ['articles(first: 1, last: 1) { nodes { id } }'],
  ['articles(after: "bm9uc2Vuc2U") { nodes { id } }'],
])('%s is refused as bad input', async (field) => {
  const { errors } = await content.ask(`{ ${field} }`);
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('a guest who comments is told to sign in, by an error at the field', async () => {
  const { data, errors } = await content.ask(
    'mutation { commentAdd(input: { articleId: "x", body: "x", clientId: "x" }) { errors { code } } }',
  );
  expect(data).toEqual({ commentAdd: null });
  expect(errors).toMatchObject([{ path: ['commentAdd'], extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('an internal service cannot comment', async () => {
  const { errors } = await content.ask(
    'mutation { commentAdd(input: { articleId: "x", body: "x", clientId: "x" }) { errors { code } } }',
    claimsOf('service:billing'),
  );
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});
