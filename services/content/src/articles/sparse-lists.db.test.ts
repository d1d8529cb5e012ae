import { ContentService } from '../../../../tests/support/content-service';

let content: ContentService;
beforeAll(async () => {
  content = await ContentService.start();
  await content.rows.query(`INSERT INTO article
    SELECT 'art_' || lpad(n::text, 26, '0'), 'slug-' || n, 'en', 'Title', NULL, 'Excerpt', 'PUBLISHED', 'PUBLIC',
      100, true, NULL, timestamptz '2026-01-01' + n * interval '1 minute', '2026-01-01'
    FROM generate_series(1, 10000) n`);
  await content.rows.query(`INSERT INTO article_author
    SELECT id, 'usr_01DEM00000000000000000009' || (row_number() OVER ()) % 3, 1 FROM article`);
  await content.rows.query('ANALYZE');
});
afterAll(() => content[Symbol.asyncDispose]());

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

function articlesVisited(node: PlanNode): number {
  const own = node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0);
  const here = node['Relation Name'] === 'article' ? own * node['Actual Loops'] : 0;
  return (node.Plans ?? []).reduce((sum, inner) => sum + articlesVisited(inner), here);
}

test('who has written nothing costs no walk through what all others have written', async () => {
  const ids = Array.from({ length: 20 }, (_, number) => `usr_01DEM0000000000000000000${10 + number}`);
  const [sql = ''] = await content.statementsOf(async () => {
    const { data } = await content.ask({
      query: `query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { articles { nodes { id } } } } }`,
      variables: { of: ids.map((id) => ({ __typename: 'User', id })) },
    });
    expect(data?._entities).toEqual(ids.map(() => ({ articles: { nodes: [] } })));
  });
  const [explained] = await content.rows.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
    [ids],
  );
  expect(explained && articlesVisited(explained['QUERY PLAN'][0].Plan)).toBe(0);
});
