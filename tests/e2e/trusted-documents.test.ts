import { createClient } from '@nutgraf/client';
import { ArticlePageDocument } from '@nutgraf/client/documents';
import manifest from '@nutgraf/client/persisted-documents.json';
import { slugs } from '../support/article-page';
import { clientManifest, TestGraph } from '../support/test-graph';

const ids = Object.keys(manifest);
const byId = (id: string, variables: object) => {
  const extensions = { persistedQuery: { version: 1, sha256Hash: id } };
  return JSON.stringify({ extensions, variables });
};
const textOf = (id: string) => (manifest as Record<string, string>)[id] ?? '';
const articlePage = ids.find((id) => textOf(id).startsWith('query ArticlePage')) ?? '';

describe('out of the box', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await TestGraph.start();
  });
  afterAll(() => graph[Symbol.asyncDispose]());

  test.each(ids.map((id) => [/^\w+ (\w+)/.exec(textOf(id))?.[1], id]))(
    'the client’s %s is known by its id',
    async (_name, id) => {
      const { text } = await graph.send(byId(id ?? '', {}));
      expect(text).not.toContain('PERSISTED_QUERY');
    },
  );

  test('an article is read without sending its query', async () => {
    const { data, errors } = await graph.send(byId(articlePage, { slug: slugs.public }));
    expect(errors).toEqual([]);
    expect(data?.article).toMatchObject({ slug: slugs.public });
  });

  test('any other operation is served as well', async () => {
    expect((await graph.ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });
});

describe('enforced', () => {
  let graph: TestGraph;
  beforeAll(async () => {
    graph = await TestGraph.start({ trustedDocuments: { mode: 'enforce', manifests: [clientManifest] } });
  });
  afterAll(() => graph[Symbol.asyncDispose]());

  test('the typed client does not notice', async () => {
    const client = createClient({ url: graph.url });
    const { article } = await client.request(ArticlePageDocument, { slug: slugs.public });
    expect(article?.comments.edges.length).toBeGreaterThan(0);
    expect((await graph.ask(textOf(articlePage), { slug: slugs.public })).errors).toEqual([]);
  });

  test.each(['{ __typename }', '{ __schema { types { name } } }', 'query ArticlePage { viewer { id } }'])(
    '%s is refused before any subgraph is asked',
    async (query) => {
      for (const proxy of Object.values(graph.proxies)) proxy.reset();
      const { status, errors } = await graph.ask(query);
      expect(status).toBe(400);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['PERSISTED_QUERY_REQUIRED']);
      expect(Object.values(graph.proxies).flatMap(({ seen }) => seen)).toEqual([]);
    },
  );
});
