import { randomUUID } from 'node:crypto';
import {
  ContentService,
  claimsOf,
  staffClaimsOf,
  unverifiedClaimsOf,
} from '../../../../tests/support/content-service';

let content: ContentService;
beforeAll(async () => {
  content = await ContentService.start();
});
afterAll(() => content[Symbol.asyncDispose]());

const reader = 'acc_01DEM000000000000000000001';
const other = 'acc_01DEM000000000000000000002';

interface Payload {
  readonly comment: { id: string; body: string; article: { commentCount: number } } | null;
  readonly errors: readonly { code: string; path: string[] | null }[];
}

const mutation = `mutation ($input: CommentAddInput!) { commentAdd(input: $input) {
  comment { id body author { id } parent { id } article { commentCount comments { totalCount } } }
  errors { code path message } } }`;

async function add(input: Readonly<Record<string, unknown>>, claims = claimsOf(reader)): Promise<Payload> {
  const variables = { input: { body: 'Well said.', clientId: randomUUID(), ...input } };
  const { data, errors } = await content.ask({ query: mutation, variables }, claims);
  expect(errors).toBeUndefined();
  return data?.commentAdd as Payload;
}

async function written(articleId: string): Promise<number> {
  return (await content.rows.query('SELECT FROM comment WHERE article_id = $1', [articleId])).length;
}

function codes({ comment, errors }: Payload): string[] {
  expect(comment).toBeNull();
  return errors.map(({ code }) => code);
}

test('a comment is written once, escaped and counted', async () => {
  const articleId = await content.rows.article();
  const payload = await add({ articleId, body: ' <script>alert("x")</script>\nyes\n\n& no ' });
  expect(payload).toMatchObject({
    comment: {
      body: '<p>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;<br>yes</p><p>&amp; no</p>',
      author: { id: reader.replace('acc', 'usr') },
      parent: null,
      article: { commentCount: 1, comments: { totalCount: 1 } },
    },
    errors: [],
  });
});

test('a second comment in one request sees itself counted', async () => {
  const articleId = await content.rows.article();
  const { data } = await content.ask(
    {
      query: `mutation ($id: ID!) {
        one: commentAdd(input: { articleId: $id, body: "1", clientId: "1" }) { comment { article { commentCount } } }
        two: commentAdd(input: { articleId: $id, body: "2", clientId: "2" }) { comment { article { commentCount } } } }`,
      variables: { id: articleId },
    },
    claimsOf(other),
  );
  expect(data).toEqual({
    one: { comment: { article: { commentCount: 1 } } },
    two: { comment: { article: { commentCount: 2 } } },
  });
});

test('a retry returns the first comment, fifty at once too; another person may use the same client id', async () => {
  const articleId = await content.rows.article();
  const clientId = randomUUID();
  const tries = await Promise.all(Array.from({ length: 50 }, () => add({ articleId, clientId })));
  expect(new Set(tries.map(({ comment }) => comment?.id)).size).toBe(1);
  expect(tries.flatMap(({ errors }) => errors)).toEqual([]);
  expect(await written(articleId)).toBe(1);
  expect((await add({ articleId, clientId }, claimsOf(other))).errors).toEqual([]);
  expect(await written(articleId)).toBe(2);
});

test('a retry of a body that no database can hold as it is returns what was written', async () => {
  const articleId = await content.rows.article();
  const submission = { articleId, clientId: randomUUID(), body: 'Half a tree: \ud83c.' };
  const first = await add(submission);
  expect(first).toMatchObject({ comment: { body: '<p>Half a tree: \ufffd.</p>' }, errors: [] });
  expect(await add(submission)).toEqual(first);
});

test('a retry returns the first comment after comments were closed', async () => {
  const articleId = await content.rows.article();
  const clientId = randomUUID();
  const first = await add({ articleId, clientId });
  await content.rows.query('UPDATE article SET comments_enabled = false WHERE id = $1', [articleId]);
  expect((await add({ articleId, clientId })).comment?.id).toBe(first.comment?.id);
  expect(codes(await add({ articleId }))).toEqual(['COMMENTS_CLOSED']);
});

test('the same client id for something else is a conflict', async () => {
  const [articleId, elsewhere] = [await content.rows.article(), await content.rows.article()];
  const clientId = randomUUID();
  const first = await add({ articleId, clientId });
  expect(codes(await add({ articleId, clientId, body: 'Something else.' }))).toEqual(['CONFLICT']);
  expect(codes(await add({ articleId: elsewhere, clientId }))).toEqual(['CONFLICT']);
  expect(codes(await add({ articleId, clientId, parentId: first.comment?.id }))).toEqual(['CONFLICT']);
  expect([await written(articleId), await written(elsewhere)]).toEqual([1, 0]);
});

test.each([
  ['an empty body', { body: ' \n ' }, ['input', 'body']],
  ['a body of 10,001 characters', { body: 'x'.repeat(10_001) }, ['input', 'body']],
  ['a body of 1 MB', { body: 'x'.repeat(1_048_576) }, ['input', 'body']],
  ['a body that no database can hold', { body: 'a\0b' }, ['input', 'body']],
  ['an empty client id', { clientId: '' }, ['input', 'clientId']],
  ['a client id that is too long', { clientId: 'c'.repeat(101) }, ['input', 'clientId']],
])('%s is refused and nothing is written', async (_what, input, path) => {
  const articleId = await content.rows.article();
  expect(await add({ articleId, ...input })).toMatchObject({
    comment: null,
    errors: [{ code: 'INVALID_INPUT', path }],
  });
  expect(await written(articleId)).toBe(0);
});

test('a body of 10,000 characters is fine, however many bytes they take', async () => {
  const articleId = await content.rows.article();
  expect((await add({ articleId, body: `  ${'🌲'.repeat(10_000)}  ` })).errors).toEqual([]);
});

test('a reply hangs on a comment of the same article, at any depth', async () => {
  const [articleId, elsewhere] = [await content.rows.article(), await content.rows.article()];
  const parentId = await content.rows.comment(articleId);
  const reply = await add({ articleId, parentId });
  expect(reply.comment).toMatchObject({
    parent: { id: parentId },
    article: { commentCount: 2, comments: { totalCount: 1 } },
  });
  expect((await add({ articleId, parentId: reply.comment?.id })).errors).toEqual([]);
  const foreign = await content.rows.comment(elsewhere);
  for (const id of [foreign, 'cmt_01TEST00009999999999999999', 'x\0', articleId]) {
    expect(codes(await add({ articleId, parentId: id }))).toEqual(['NOT_FOUND']);
  }
  expect(await written(articleId)).toBe(3);
});

test.each([['x\0'], ['art_01TEST00009999999999999999'], ["' OR 1=1 --"]])(
  'article %j is not found',
  async (articleId) => {
    expect(await add({ articleId })).toMatchObject({
      errors: [{ code: 'NOT_FOUND', path: ['input', 'articleId'] }],
    });
  },
);

test.each([
  ['PUBLIC', 'verified', []],
  ['PUBLIC', 'unverified', ['FORBIDDEN']],
  ['REGISTERED', 'verified', []],
  ['REGISTERED', 'unverified', ['FORBIDDEN']],
  ['MEMBERS', 'verified', ['FORBIDDEN']],
  ['MEMBERS', 'staff', []],
] as const)('on a %s article a %s account gets %j', async (accessLevel, who, expected) => {
  const articleId = await content.rows.article({ accessLevel });
  const claims = { verified: claimsOf, unverified: unverifiedClaimsOf, staff: staffClaimsOf }[who](reader);
  const { errors } = await add({ articleId }, claims);
  expect(errors.map(({ code }) => code)).toEqual(expected);
  expect(await written(articleId)).toBe(expected.length === 0 ? 1 : 0);
});
