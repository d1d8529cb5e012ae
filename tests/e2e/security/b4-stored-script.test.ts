import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { slugs } from '../../support/article-page';
import { TestGraph } from '../../support/test-graph';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());

const script = `</p><script>alert(1)</script><img src=x onerror="alert(1)">'"&<!--`;
const links = [
  'javascript:alert(1)',
  ' JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '"><script>',
];

/** Elements of a text, with their attributes. */
const elementsOf = (html: string) => [...html.matchAll(/<[^>]*>/g)].map(([element]) => element);
const plainElement = /^<\/?(p|h[2-4]|blockquote|cite|ul|ol|li|em|strong|hr|br)>$/;
const lessThanText = '&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;';

async function inContent(sql: string, values: unknown[]): Promise<void> {
  const client = new Client({ connectionString: graph.services.content.database.url });
  await client.connect();
  await client.query(sql, values).finally(() => client.end());
}

test('B4: script in an article is text in its HTML, data elsewhere, and never a link', async () => {
  const inline = (href?: string) => ({
    text: script,
    marks: ['bold', 'italic'],
    ...(href !== undefined && { href }),
  });
  const blocks = [
    { type: 'paragraph', content: links.map(inline) },
    { type: 'heading', level: 2, content: [inline()] },
    { type: 'quote', content: [inline()], cite: script },
    { type: 'list', ordered: true, items: links.map((href) => [inline(href)]) },
  ];
  await inContent(
    `UPDATE article_body SET document = $1 WHERE article_id = (SELECT id FROM article WHERE slug = $2)`,
    [JSON.stringify({ version: 1, blocks }), slugs.public],
  );
  await inContent('UPDATE article SET title = $1, subtitle = $1, excerpt = $1 WHERE slug = $2', [
    script,
    slugs.public,
  ]);
  const { data, errors, text } = await graph.ask(
    `query ($slug: String!) {
      article(by: { slug: $slug }) { title subtitle excerpt content { ... on FullContent { html richText plainText } } }
    }`,
    { slug: slugs.public },
  );
  expect(errors).toEqual([]);
  const { content, ...words } = data!.article as { content: Record<'html' | 'plainText', string> };
  expect(words).toEqual({ title: script, subtitle: script, excerpt: script });
  expect(elementsOf(content.html).filter((element) => !plainElement.test(element))).toEqual([]);
  expect(content.html.split(lessThanText)).toHaveLength(1 + 4 + 1 + 2 + 4);
  expect(content.plainText).toContain(script);
  expect(text).not.toMatch(/"href"/);
});

test('B4: script in a comment is text in its HTML', async () => {
  const { data: found } = await graph.ask('query ($slug: String!) { article(by: { slug: $slug }) { id } }', {
    slug: slugs.public,
  });
  const input = { articleId: (found!.article as { id: string }).id, clientId: randomUUID(), body: script };
  const { data } = await graph.ask(
    'mutation ($input: CommentAddInput!) { commentAdd(input: $input) { comment { body } errors { code } } }',
    { input },
    await graph.signIn('member'),
  );
  const { comment, errors } = data!.commentAdd as { comment: { body: string }; errors: unknown[] };
  expect(errors).toEqual([]);
  expect(elementsOf(comment.body).filter((element) => !plainElement.test(element))).toEqual([]);
  expect(comment.body).toContain(lessThanText);
});
