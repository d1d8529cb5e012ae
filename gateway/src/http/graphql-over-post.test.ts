import { createGateway } from '../gateway';
import { type Gateway } from '../gateway-types';
import { Cleanup } from './fixtures/cleanup';
import { faults, send } from './fixtures/client';
import { startLibrary } from './fixtures/library';
import { compose, type TestSubgraph } from './fixtures/subgraph';

const cleanup = new Cleanup();
let gateway: Gateway;
let books: TestSubgraph;
beforeAll(async () => {
  const library = await startLibrary(cleanup);
  [books] = library;
  const supergraph = compose(library);
  gateway = cleanup.add(await createGateway({ supergraph, http: { port: 0 }, log: { level: 'silent' } }));
});
afterAll(cleanup.run);

const contentType = { 'content-type': 'application/json' };
const post = (body: string | Buffer, headers: Record<string, string> = contentType) =>
  send(gateway.url, { body, headers });
const operation = '{"query": "{ __typename }"}';

describe('the JSON of a POST', () => {
  it.each([
    ['starts with a byte order mark', `\ufeff${operation}`],
    ['ends with white space', `${operation}\r\n\t `],
    [
      'has nulls for what is optional',
      '{"query":"{__typename}","operationName":null,"variables":null,"extensions":null}',
    ],
    [
      'has properties that nobody knows',
      '{"query":"{__typename}","id":1,"__proto__":{"query":1},"extensions":{"a":{}}}',
    ],
  ])('may be one that %s', async (_, body) => {
    expect(await post(body)).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  });

  it.each([
    ['starts with two byte order marks', `\ufeff\ufeff${operation}`],
    ['has more after its end', `${operation}x`],
    ['is followed by another', operation + operation],
    ['is UTF-16', Buffer.from(operation, 'utf16le')],
    ['has a surrogate in UTF-8', Buffer.from('{"query":"{__typename} #\xed\xa0\x80"}', 'latin1')],
    ['is null', 'null'],
    ['is a string', '"{ __typename }"'],
    ['is empty', '{}'],
    ['has no document', '{"query": null}'],
    ['has an empty document', '{"query": ""}'],
    ['has variables as a string', '{"query":"{__typename}","variables":"{}"}'],
    ['has extensions as a string', '{"query":"{__typename}","extensions":"{}"}'],
    ['has a number for operationName', '{"query":"{__typename}","operationName":1}'],
  ])('that %s is 400', async (_, body) => {
    const answer = await post(body);
    expect([answer.status, faults(answer)]).toEqual([400, ['BAD_REQUEST']]);
  });

  it('has the document, not the query string', async () => {
    const answer = await send(`${gateway.url}?query={__typename}`, { body: '{}', headers: contentType });
    expect(answer.status).toBe(400);
  });

  it('picks an operation by its name', async () => {
    const query = 'query A { a: __typename } query B { b: __typename }';
    const body = (operationName?: string) => JSON.stringify({ query, operationName });
    expect((await post(body('B'))).data).toEqual({ b: 'Query' });
    for (const name of ['C', '', undefined]) {
      expect(faults(await post(body(name)))).toEqual(['OPERATION_RESOLUTION_FAILURE']);
    }
  });
});

describe('half a surrogate pair', () => {
  const half = '\\ud83d';

  it.each([
    ['between names', `{ __typename ${half} }`],
    ['in a string', `{ book(id: \\"${half}\\") { id } }`],
    ['in a comment', `{ __typename } #${half}`],
  ])('is no text of a document, %s', async (_, query) => {
    const before = books.requests.length;
    // A document with the character that UTF-8 would put in its place has the same hash.
    await post(`{"query": "${query.replace(half, '\\ufffd')}"}`);
    const known = books.requests.length;
    const answer = await post(`{"query": "${query}"}`);
    expect([answer.status, faults(answer)]).toEqual([400, ['GRAPHQL_PARSE_FAILED']]);
    expect(books.requests.length).toBe(known);
    expect(known - before).toBeLessThanOrEqual(1);
  });

  it('in a variable reaches the subgraph as it is', async () => {
    const query = 'query ($id: ID!) { book(id: $id) { title } }';
    const { data } = await post(`{"query": ${JSON.stringify(query)}, "variables": {"id": "${half}"}}`);
    expect(data).toEqual({ book: { title: 'Title \ud83d' } });
  });
});

describe('a content type', () => {
  it.each(['application/json;', 'APPLICATION/JSON', 'application/json; a=b; charset="UTF-8"'])(
    'may be %s',
    async (type) => {
      expect((await post(operation, { 'content-type': type })).data).toEqual({ __typename: 'Query' });
    },
  );

  it.each([
    'application/graphql',
    'application/graphql+json',
    'application/xml',
    'application/json, text/plain',
    'application/json; charset=iso-8859-1',
    'nonsense',
  ])('may not be %s', async (type) => {
    const answer = await post(operation, { 'content-type': type });
    expect([answer.status, faults(answer)]).toEqual([415, ['BAD_REQUEST']]);
  });

  it.each([
    ['text/plain'],
    ['text/plain; application/json'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
  ])('that any site can send, %s, gets nothing run, not even with a preflight', async (type) => {
    const before = books.requests.length;
    const body = JSON.stringify({ query: 'mutation { rename(id: "7", title: "x") { id } }' });
    const headers = { 'content-type': type };
    const blocked = await post(body, headers);
    expect([blocked.status, blocked.errors?.[0]?.message]).toEqual([
      400,
      expect.stringContaining('Cross-Site Request Forgery') as string,
    ]);
    const unread = await post(body, { ...headers, 'apollo-require-preflight': 'true' });
    expect([unread.status, unread.errors?.[0]?.message]).toEqual([
      400,
      expect.stringContaining('invalid Content-Type') as string,
    ]);
    expect(books.requests).toHaveLength(before);
  });
});
