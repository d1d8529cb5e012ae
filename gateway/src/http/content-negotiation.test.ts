import { createGateway } from '../gateway';
import { type Gateway } from '../gateway-types';
import { Cleanup } from './fixtures/cleanup';
import { ask, faults, send } from './fixtures/client';
import { startLibrary } from './fixtures/library';
import { compose, type TestSubgraph } from './fixtures/subgraph';

const cleanup = new Cleanup();
let gateway: Gateway;
let subgraphs: readonly [books: TestSubgraph, people: TestSubgraph];
beforeAll(async () => {
  subgraphs = await startLibrary(cleanup);
  const supergraph = compose(subgraphs);
  gateway = cleanup.add(await createGateway({ supergraph, http: { port: 0 }, log: { level: 'silent' } }));
});
afterAll(cleanup.run);

const json = 'application/json; charset=utf-8';
const graphqlJson = 'application/graphql-response+json; charset=utf-8';
const mutation = 'mutation { rename(id: "7", title: "x") { title } }';

describe('the answer', () => {
  it.each([
    ['*/*', json],
    ['application/*', json],
    ['application/json', json],
    ['text/html, */*;q=0.1', json],
    ['application/graphql-response+json', graphqlJson],
    ['application/graphql-response+json, application/json;q=0.9', graphqlJson],
    ['application/graphql-response+json;q=0.5, application/json', json],
    ['application/json;q=0, */*', graphqlJson],
    ['multipart/mixed;deferSpec=20220824, application/json', json],
  ])('to a client that accepts %s is %s', async (accept, mediaType) => {
    const { status, data, headers } = await ask(gateway.url, mutation, { headers: { accept } });
    expect([status, headers.get('content-type')]).toEqual([200, mediaType]);
    expect(data).toEqual({ rename: { title: 'x' } });
  });

  it('to a client that says nothing is JSON', async () => {
    const headers = { accept: '' };
    expect((await ask(gateway.url, mutation, { headers })).headers.get('content-type')).toBe(json);
  });
});

describe('a client that takes no media type of ours', () => {
  it.each([
    'image/png',
    'text/html',
    'multipart/mixed',
    'application/json;q=0',
    'application/json;q=0, application/graphql-response+json;q=0.0',
    'application/json; charset=utf-16',
    '*/*;q=0',
  ])('such as %s is told so, before its operation runs', async (accept) => {
    const [books] = subgraphs;
    const before = books.requests.length;
    const { status, errors } = await ask(gateway.url, mutation, { headers: { accept } });
    expect([status, errors]).toEqual([
      406,
      [
        {
          message: expect.stringContaining('application/graphql-response+json') as string,
          extensions: { code: 'BAD_REQUEST', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
        },
      ],
    ]);
    expect(books.requests).toHaveLength(before);
  });

  it('is told so when it asks with GET', async () => {
    const headers = { accept: 'image/png', 'apollo-require-preflight': 'true' };
    const answer = await send(`${gateway.url}?query={__typename}`, { method: 'GET', headers });
    expect([answer.status, faults(answer)]).toEqual([406, ['BAD_REQUEST']]);
  });
});

describe.each([json, graphqlJson])('as %s', (mediaType) => {
  const headers = { accept: mediaType, 'content-type': 'application/json' };

  it.each([
    ['a body that is not JSON', '{"query"', 'BAD_REQUEST'],
    ['a body without a document', '{"qeury": "{ __typename }"}', 'BAD_REQUEST'],
    ['variables that are a list', '{"query": "{ __typename }", "variables": [7]}', 'BAD_REQUEST'],
    ['a document that cannot be parsed', '{"query": "{"}', 'GRAPHQL_PARSE_FAILED'],
    ['a document that is not valid', '{"query": "{ nothing }"}', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'an operation that is not there',
      '{"query": "query A { __typename }", "operationName": "B"}',
      'OPERATION_RESOLUTION_FAILURE',
    ],
    [
      'a variable of a wrong type',
      '{"query": "query ($n: Int) { echo(n: $n) }", "variables": {"n": "x"}}',
      'BAD_USER_INPUT',
    ],
  ])('%s is 400, without data', async (_, body, code) => {
    const answer = await send(gateway.url, { body, headers });
    expect([answer.status, faults(answer)]).toEqual([400, [code]]);
    expect(answer).not.toHaveProperty('data');
    expect(answer.headers.get('content-type')).toBe(mediaType);
  });

  it('partial data, and data that became null, are 200 with errors', async () => {
    const [, people] = subgraphs;
    const alone = new Cleanup();
    const books = (await startLibrary(alone))[0];
    const supergraph = compose([books, { ...people, url: 'http://127.0.0.1:1/' }]);
    const other = alone.add(await createGateway({ supergraph, http: { port: 0 }, log: { level: 'silent' } }));
    const partial = await ask(other.url, '{ book(id: "7") { title author { name } } }', { headers });
    await books.stop();
    const none = await ask(other.url, '{ book(id: "7") { title } }', { headers });
    await alone.run();
    expect([partial.status, partial.data]).toEqual([
      200,
      { book: { title: 'Title 7', author: { name: null } } },
    ]);
    expect([none.status, none.data]).toEqual([200, { book: null }]);
    for (const answer of [partial, none]) {
      expect(answer.headers.get('content-type')).toBe(mediaType);
      expect(answer.errors).toHaveLength(1);
    }
  });
});
