import { createClient } from '@nutgraf/client';
import { examples } from '@nutgraf/client/examples';
import { type PersonaKey } from '@nutgraf/kit/demo/personas';
import { apolloClient, node as apolloNode } from '../../schema/client/recipes/apollo-client';
import { articleAsText } from '../../schema/client/recipes/plain-fetch';
import { node as urqlNode, urqlClient } from '../../schema/client/recipes/urql';
import * as documents from '../../schema/client/src/generated/graphql';
import { slugs } from '../support/article-page';
import { TestGraph } from '../support/test-graph';

let graph: TestGraph;
beforeAll(async () => {
  graph = await TestGraph.start();
});
afterAll(() => graph[Symbol.asyncDispose]());

const { ArticlePageDocument, PlansPageDocument } = documents;

describe.each(examples)('example "$title"', ({ document, operationName, variables, persona }) => {
  test('begins with what it asks, not with a fragment of it', () => {
    expect(document).toMatch(new RegExp(`^(query|mutation) ${operationName}\\b`));
  });

  test('has an answer without errors, as text and as a typed document', async () => {
    const token = persona ? await graph.signIn(persona as PersonaKey) : undefined;
    const { data, errors } = await graph.ask(document, variables, token);
    expect(errors).toEqual([]);
    expect(Object.values(data ?? {})).not.toContain(null);

    const client = createClient({
      url: graph.url,
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    const typed = documents[`${operationName}Document`] as documents.TypedDocumentString<object, object>;
    expect(Object.keys(await client.request(typed, variables))).toEqual([
      '__typename',
      ...Object.keys(data ?? {}),
    ]);
  });
});

test('the member reads what the guest only previews', async () => {
  const content = async (persona: string | null) => {
    const found = examples.find((each) => each.operationName === 'ArticlePage' && each.persona === persona);
    const token = persona ? await graph.signIn(persona as PersonaKey) : undefined;
    const { data } = await graph.ask(found?.document ?? '', found?.variables, token);
    return (data?.article as { content: { __typename: string } }).content.__typename;
  };
  expect(await content(null)).toBe('PreviewContent');
  expect(await content('member')).toBe('FullContent');
});

test('recipe: plain fetch', async () => {
  expect(await articleAsText(graph.url, slugs.members)).toMatch(/night train[^]*words more for members/i);
  expect(await articleAsText(graph.url, slugs.public)).not.toMatch(/words more/);
});

test('recipe: urql', async () => {
  // Teaches the graph the id.
  await createClient({ url: graph.url }).request(PlansPageDocument, { currency: 'EUR' });
  const client = urqlClient(graph.url, {});
  const { data, error } = await client.query(urqlNode(PlansPageDocument), { currency: 'EUR' });
  expect(error).toBeUndefined();
  expect(data?.plans.length).toBeGreaterThan(0);
});

test('recipe: Apollo Client', async () => {
  const client = apolloClient(createClient({ url: graph.url }));
  const query = apolloNode(ArticlePageDocument);
  const { data, error } = await client.query({ query, variables: { slug: slugs.members } });
  expect(error).toBeUndefined();
  expect(data?.article?.comments.edges.length).toBeGreaterThan(0);
  const cached = await client.query({ query, variables: { slug: slugs.members }, fetchPolicy: 'cache-only' });
  expect(cached.data).toEqual(data);
});

test('recipe: Apollo Client’s hooks are given the same node at each render', () => {
  expect(apolloNode(ArticlePageDocument)).toBe(apolloNode(ArticlePageDocument));
  expect(apolloNode(ArticlePageDocument)).not.toBe(apolloNode(PlansPageDocument));
});
