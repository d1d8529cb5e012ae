import { ContentService, claimsOf, staffClaimsOf } from '../../../../tests/support/content-service';
import type { ArticleStatus } from './article.entity';

let content: ContentService;
beforeAll(async () => {
  content = await ContentService.start();
});
afterAll(() => content[Symbol.asyncDispose]());

const member = 'acc_01DEM000000000000000000002';
const authorId = 'usr_01DEM000000000000000000005';

const query = `query ($id: ID!, $slug: String!, $topic: ID!, $topicSlug: [String!], $user: [_Any!]!, $of: [_Any!]!) {
  byId: article(by: { id: $id }) { id }
  bySlug: article(by: { slug: $slug }) { id }
  articles(filter: { topicSlugs: $topicSlug }) { totalCount nodes { id } }
  topic(by: { id: $topic }) { articleCount articles { totalCount nodes { id } } }
  users: _entities(representations: $user) { ... on User { articleCount articles { totalCount nodes { id } } } }
  things: _entities(representations: $of) { ... on Article { id } ... on Comment { id article { id } replies { nodes { id } } } }
}`;

const roads = (['DRAFT', 'SCHEDULED', 'UNPUBLISHED'] as const).flatMap((status) =>
  (['guest', 'reader', 'staff'] as const).map((who) => [status, who] as const),
);

test.each(roads)('no road leads to an article that is %s, for a %s', async (status: ArticleStatus, who) => {
  const claims = { guest: undefined, reader: claimsOf(member), staff: staffClaimsOf(member) }[who];
  const topicSlug = `topic-${status}-${who}`.toLowerCase();
  const topic = await content.rows.topic(topicSlug);
  const id = await content.rows.article({
    status,
    slug: `${topicSlug}-article`,
    topicIds: [topic],
    authorIds: [authorId],
  });
  const commentId = await content.rows.comment(id);
  await content.rows.comment(id, { parentId: commentId });
  const { data, errors } = await content.ask(
    {
      query,
      variables: {
        id,
        slug: `${topicSlug}-article`,
        topic,
        topicSlug: [topicSlug],
        user: [{ __typename: 'User', id: authorId }],
        of: [
          { __typename: 'Article', id },
          { __typename: 'Comment', id: commentId, articleId: id },
        ],
      },
    },
    claims,
  );
  expect(errors).toBeUndefined();
  const nothing = { totalCount: 0, nodes: [] };
  expect(data).toEqual({
    byId: null,
    bySlug: null,
    articles: nothing,
    topic: { articleCount: 0, articles: nothing },
    users: [{ articleCount: 0, articles: nothing }],
    things: [null, null],
  });
});

test('nobody comments on what nobody can see', async () => {
  const articleId = await content.rows.article({ status: 'DRAFT' });
  const { data } = await content.ask(
    {
      query: `mutation ($input: CommentAddInput!) {
        commentAdd(input: $input) { comment { id } errors { code path } } }`,
      variables: { input: { articleId, body: 'First!', clientId: 'c1' } },
    },
    staffClaimsOf(member),
  );
  expect(data?.commentAdd).toEqual({
    comment: null,
    errors: [{ code: 'NOT_FOUND', path: ['input', 'articleId'] }],
  });
});
