import { namedTag, stampBook } from '@nutgraf/contract/cache-stamps';
import { ContentService, claimsOf, staffClaimsOf } from '../../../tests/support/content-service';
import { startRedis, type TestRedis } from '../../../tests/support/start-redis';
import { until } from '../../../tests/support/until';

let redis: TestRedis;
let content: ContentService;
let article: string;
let slug: string;
let comment: string;
const author = 'usr_01DEM000000000000000000007';
const commenter = 'usr_01DEM000000000000000000009';
beforeAll(async () => {
  redis = await startRedis();
  await redis.run('hset', stampBook, '#epoch', 'one', '#counter', '0');
  content = await ContentService.start({ REDIS_URL: redis.url });
  slug = 'night-train';
  const topicIds = [await content.rows.topic('trains')];
  article = await content.rows.article({ slug, accessLevel: 'MEMBERS', topicIds, authorIds: [author] });
  comment = await content.rows.comment(article);
});
afterAll(async () => {
  await content[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

const reader = claimsOf('acc_01DEM000000000000000000009');
const stampOf = (name: string) => redis.run('hget', stampBook, namedTag('content', name));

const card = 'id title commentCount authors { id } topics { id name }';
const text = `content { __typename ... on FullContent { html grantedBy }
  ... on PreviewContent { html paywall { headline offers { id } } } }`;
const comments =
  'comments(first: 5) { edges { node { id body author { id } replies { nodes { id } } } } pageInfo { hasNextPage } }';
const page = () => `{ article(by: { slug: "${slug}" }) { ${card} ${text} ${comments} } }`;

test('a page for guests is kept for a minute and names all that it tells of, and the offers behind the paywall', async () => {
  const { cacheControl, extensions, errors } = await content.ask(page());
  expect(errors).toBeUndefined();
  expect(cacheControl).toBe('max-age=60, private');
  const names = extensions?.apolloCacheTags as string[];
  expect([...names].sort()).toEqual(
    [
      `Article:${article}`,
      `Comment:${comment}`,
      `User:${author}`,
      `User:${commenter}`,
      expect.stringMatching(/^Topic:top_/),
      'offers',
    ].sort((a, b) => (String(a) < String(b) ? -1 : 1)),
  );
});

test.each([
  ['a reader', () => reader],
  ['the newsroom', () => staffClaimsOf('acc_01DEM000000000000000000009')],
])('the text as %s sees it is never kept, nor said what it tells of', async (_who, claims) => {
  const { cacheControl, extensions } = await content.ask(page(), claims());
  expect([cacheControl, extensions]).toEqual(['no-store', undefined]);
});

test('what is the same for all is kept for the signed-in too', async () => {
  const query = `{ article(by: { slug: "${slug}" }) { ${card} ${comments} } articles(first: 2) { nodes { id } totalCount } topics { id name } }`;
  for (const claims of [undefined, reader]) {
    expect((await content.ask(query, claims)).cacheControl).toBe('max-age=60, public');
  }
});

test('entities are named each by itself, whether they exist or not, over all fields that ask for them', async () => {
  const nobody = 'art_01TEST00009999999999999999';
  const { cacheControl, extensions } = await content.ask({
    query: `query ($a: [_Any!]!, $b: [_Any!]!) {
      one: _entities(representations: $a) { ... on Article { title authors { id } } }
      two: _entities(representations: $b) { ... on Comment { body } } }`,
    variables: {
      a: [nobody, article].map((id) => ({ __typename: 'Article', id })),
      b: [{ __typename: 'Comment', id: comment }],
    },
  });
  expect(cacheControl).toBe('max-age=60, public');
  expect(extensions).toEqual({
    apolloEntityCacheTags: [
      [`Article:${nobody}`],
      [`Article:${article}`, `User:${author}`],
      [`Comment:${comment}`],
    ],
  });
});

test.each([
  ['a lookup that finds nothing', '{ article(by: { slug: "no-such" }) { id } }'],
  ['an answer with an error', '{ articles(first: 101) { nodes { id } } }'],
  [
    'an answer with an error beside its data',
    `{ _entities(representations: [{ __typename: "User", id: "${author}" }]) { ... on User { id articles(first: 101) { totalCount } } } }`,
  ],
  ['what is asked for wrongly', '{ nothing }'],
  [
    'a mutation',
    'mutation { commentAdd(input: { articleId: "x", body: "x", clientId: "x" }) { errors { code } } }',
  ],
])('%s is not kept', async (_what, query) => {
  const { cacheControl, extensions } = await content.ask(query);
  expect([cacheControl, extensions]).toEqual(['no-store', undefined]);
});

test('a comment has raised the stamps of its article and of what it answers when its author is told', async () => {
  const open = await content.rows.article();
  const parent = await content.rows.comment(open);
  const input = { articleId: open, parentId: parent, body: 'Yes.', clientId: 'one' };
  const add = () =>
    content.ask(
      {
        query: `mutation ($input: CommentAddInput!) { commentAdd(input: $input) { comment { id } errors { code } } }`,
        variables: { input },
      },
      reader,
    );
  const { data } = await add();
  expect(data).toMatchObject({ commentAdd: { errors: [] } });
  const first = [await stampOf(`Article:${open}`), await stampOf(`Comment:${parent}`)];
  expect(first[0]).not.toBeNull();
  expect(first[1]).toBe(first[0]);
  // Its first try may have ended before it came to raise them.
  expect((await add()).data).toEqual(data);
  expect(Number(await stampOf(`Article:${open}`))).toBeGreaterThan(Number(first[0]));
  expect(Number(await stampOf(`Comment:${parent}`))).toBeGreaterThan(Number(first[1]));
});

test('what billing tells of plans raises the stamps of the offers', async () => {
  const planId = 'pln_01DEM000000000000000000001';
  expect(await stampOf('offers')).toBeNull();
  content.billing.publishPlan({ planId, version: 1, rank: 1, isPublic: true, features: ['members'] });
  await until(
    () => stampOf('offers'),
    (stamp) => stamp !== null,
    10_000,
  );
  expect(await stampOf(`Plan:${planId}`)).not.toBeNull();
});
