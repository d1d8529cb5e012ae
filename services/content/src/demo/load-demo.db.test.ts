import { ContentService } from '../../../../tests/support/content-service';

test('the demo is loaded in well under three seconds, and shows what readers may see', async () => {
  const before = performance.now();
  await using content = await ContentService.start({ DEMO_DATA: 'true' });
  expect(performance.now() - before).toBeLessThan(3_000);
  const { data, errors } = await content.ask(`{
    topics { articleCount } articles(first: 1) { totalCount nodes { slug commentCount } }
    article(by: { slug: "the-quiet-return-of-the-night-train" }) {
      authors { id } commentCount comments(first: 30) { edges { node { replyCount } } }
      content { __typename ... on PreviewContent { plainText remainingWords } } } }`);
  expect(errors).toBeUndefined();
  const { topics, articles, article } = data as {
    topics: { articleCount: number }[];
    articles: object;
    article: { comments: { edges: object[] } };
  };
  expect(topics).toHaveLength(14);
  expect(topics.every(({ articleCount }) => articleCount > 0)).toBe(true);
  expect(articles).toMatchObject({ totalCount: 120 });
  expect(article.comments.edges).toHaveLength(30);
  const { count } =
    (await content.rows.query<{ count: number }>('SELECT count(*)::int AS count FROM comment'))[0] ?? {};
  expect(count).toBe(1_900);
});
