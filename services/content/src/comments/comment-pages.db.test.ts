import { ContentService } from '../../../../tests/support/content-service';

let content: ContentService;
beforeAll(async () => {
  content = await ContentService.start();
});
afterAll(() => content[Symbol.asyncDispose]());

const page = `query ArticlePage($slug: String!) { article(by: { slug: $slug }) {
  id title url commentCount authors { id } topics { id articleCount }
  content { __typename ... on FullContent { html richText plainText } ... on PreviewContent { html paywall { offers { id } } } }
  comments(first: 100, orderBy: NEWEST) { totalCount edges { cursor node {
    id body createdAt replyCount author { id articleCount articles(first: 2) { nodes { id topics { id } } } } article { id } parent { id }
    replies(first: 3) { totalCount edges { node { id body replyCount author { id } parent { id } } } pageInfo { hasNextPage endCursor } }
  } } pageInfo { hasNextPage endCursor } } } }`;

async function articleWith(commentCount: number): Promise<string> {
  const topicIds = [await content.rows.topic(`of-${commentCount}`)];
  const slug = `with-${commentCount}`;
  const id = await content.rows.article({
    slug,
    topicIds,
    authorIds: ['usr_01DEM000000000000000000001'],
    accessLevel: 'MEMBERS',
  });
  for (let number = 1; number <= commentCount; number++) {
    const authorId = `usr_01DEM0000000000000000000${10 + number}`;
    const parentId = await content.rows.comment(id, { authorId });
    await content.rows.comment(id, { authorId, parentId });
  }
  return slug;
}

test('a page with 50 comments takes as many SQL statements as one with 5', async () => {
  const [few, many] = [await articleWith(5), await articleWith(50)];
  const counts: number[] = [];
  for (const [slug, expected] of [
    [few, 5],
    [many, 50],
  ] as const) {
    const statements = await content.statementsOf(async () => {
      const { data, errors } = await content.ask({ query: page, variables: { slug } });
      expect(errors).toBeUndefined();
      expect(data?.article).toMatchObject({ commentCount: 2 * expected, comments: { totalCount: expected } });
    });
    counts.push(statements.length);
  }
  expect(counts[1]).toBe(counts[0]);
  expect(counts[0]).toBeLessThan(16);
});

test('comments of equal time page without loss, oldest or newest first; replies are not among them', async () => {
  const id = await content.rows.article();
  const comments: string[] = [];
  for (let number = 0; number < 11; number++) comments.push(await content.rows.comment(id));
  await content.rows.comment(id, { parentId: comments[3] ?? null });
  const query = `query ($id: ID!, $after: String, $orderBy: CommentOrder) { article(by: { id: $id }) {
    comments(first: 3, after: $after, orderBy: $orderBy) { totalCount nodes { id } pageInfo { endCursor hasNextPage } } } }`;
  for (const orderBy of ['OLDEST', 'NEWEST']) {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const { data } = await content.ask({ query, variables: { id, after, orderBy } });
      const { comments: list } = data?.article as {
        comments: {
          totalCount: number;
          nodes: { id: string }[];
          pageInfo: { endCursor: string; hasNextPage: boolean };
        };
      };
      expect(list.totalCount).toBe(11);
      seen.push(...list.nodes.map((node) => node.id));
      after = list.pageInfo.endCursor;
      more = list.pageInfo.hasNextPage;
    }
    expect(seen).toEqual(orderBy === 'OLDEST' ? comments : [...comments].reverse());
  }
});

test('a cursor of one article, order or thread is refused by another', async () => {
  const [one, two] = [await content.rows.article(), await content.rows.article()];
  const thread = await content.rows.comment(one);
  await content.rows.comment(one, { parentId: thread });
  await content.rows.comment(two);
  const { data } = await content.ask({
    query: 'query ($id: ID!) { article(by: { id: $id }) { comments(first: 1) { pageInfo { endCursor } } } }',
    variables: { id: one },
  });
  const after = (data as { article: { comments: { pageInfo: { endCursor: string } } } }).article.comments
    .pageInfo.endCursor;
  const comments = 'query ($id: ID!, $after: String) { article(by: { id: $id }) { comments';
  const attempts = [
    { query: `${comments}(after: $after) { totalCount } } }`, variables: { id: two, after } },
    {
      query: `${comments}(after: $after, orderBy: NEWEST) { totalCount } } }`,
      variables: { id: one, after },
    },
    {
      query: `${comments} { nodes { replies(after: $after) { totalCount } } } } }`,
      variables: { id: one, after },
    },
  ];
  for (const attempt of attempts) {
    const { errors } = await content.ask(attempt);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  }
});
