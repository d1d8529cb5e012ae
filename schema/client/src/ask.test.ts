import { createHash } from 'node:crypto';
import { GraphDouble } from '../../../tests/support/graph-double.js';
import { createClient } from './index.js';
import * as documents from './generated/graphql.js';
import persisted from './generated/persisted-documents.json' with { type: 'json' };

let graph: GraphDouble;
beforeEach(async () => {
  graph = await GraphDouble.start();
  graph.plays('HomeFeed', () => ({ body: { data: { articles: { edges: [] } } } }));
});
afterEach(() => graph[Symbol.asyncDispose]());

const { HomeFeedDocument } = documents;
const id = HomeFeedDocument.__meta__?.hash as string;
const idsOnly = new documents.TypedDocumentString('', HomeFeedDocument.__meta__);

test('an id is the SHA-256 of exactly the text it stands for, and the manifest has it', () => {
  const operations = Object.entries(documents).filter(([name]) => /(?<!Fragment)Document$/.test(name));
  expect(operations.length).toBeGreaterThan(9);
  const found = operations.map(([, document]) => document as unknown as documents.TypedDocumentString<0, 0>);
  for (const document of found) {
    const hash = document.__meta__?.hash as string;
    expect(createHash('sha256').update(document.toString()).digest('hex')).toBe(hash);
    expect((persisted as Record<string, string>)[hash]).toBe(document.toString());
  }
  expect(Object.keys(persisted)).toHaveLength(found.length);
});

test('a graph that knows the id gets the id alone', async () => {
  graph.known.set(id, HomeFeedDocument.toString());
  await createClient({ url: graph.url }).request(HomeFeedDocument, { first: 1 });
  expect(graph.requests).toHaveLength(1);
  expect(graph.requests[0]).toMatchObject({
    operationName: 'HomeFeed',
    variables: { first: 1 },
    extensions: { persistedQuery: { version: 1, sha256Hash: id } },
  });
  expect(graph.requests[0]?.query).toBeUndefined();
});

test('a graph that does not know the id gets the text once, and learns', async () => {
  const client = createClient({ url: graph.url });
  await client.request(HomeFeedDocument);
  await client.request(HomeFeedDocument);
  expect(graph.requests.map(({ query }) => query)).toEqual([
    undefined,
    HomeFeedDocument.toString(),
    undefined,
  ]);
  expect(graph.known.get(id)).toBe(HomeFeedDocument.toString());
});

test('a graph that takes no ids is asked by text from then on', async () => {
  graph.takesIds = false;
  const client = createClient({ url: graph.url });
  await client.request(HomeFeedDocument);
  await client.request(HomeFeedDocument);
  const text = HomeFeedDocument.toString();
  expect(graph.requests.map(({ query }) => query)).toEqual([undefined, text, text]);
  expect(graph.requests.map(({ extensions }) => extensions !== undefined)).toEqual([true, false, false]);
});

test('without ids the text is sent', async () => {
  await createClient({ url: graph.url, persistedIds: false }).request(HomeFeedDocument);
  expect(graph.requests).toMatchObject([{ query: HomeFeedDocument.toString() }]);
});

test('a document without its text works where the id is known, and says what is wrong elsewhere', async () => {
  const client = createClient({ url: graph.url, persistedIds: false });
  await expect(client.request(idsOnly)).rejects.toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
  graph.known.set(id, HomeFeedDocument.toString());
  await expect(client.request(idsOnly)).resolves.toEqual({ articles: { edges: [] } });
});
