import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { createGateway } from '../gateway';
import { type Gateway } from '../gateway-types';
import { Cleanup } from './fixtures/cleanup';
import { type GraphqlAnswer } from './fixtures/client';
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

type Body = Pick<GraphqlAnswer, 'data' | 'errors'>;

/** Sends a query string as it is written, which fetch would not. */
async function get(search: string, headers: Record<string, string> = {}) {
  const { hostname, port, pathname } = new URL(gateway.url);
  const asked = request({
    hostname,
    port,
    path: pathname + search,
    headers: { 'apollo-require-preflight': 'true', ...headers },
  }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  return { status: response.statusCode, headers: response.headers, ...((await json(response)) as Body) };
}

const ask = (parameters: Record<string, string>) => get(`?${new URLSearchParams(parameters).toString()}`);

const two = 'query A { book(id: "1") { title } } mutation B { rename(id: "1", title: "x") { id } }';
const echo = 'query ($n: Int) { echo(n: $n) }';

describe('a GET', () => {
  it('takes variables and extensions as JSON', async () => {
    const { status, data } = await ask({ query: echo, variables: '{"n": 3}', extensions: '{"a": {"b": 1}}' });
    expect([status, data]).toEqual([200, { echo: '{"color":"RED","n":3}' }]);
  });

  it('runs the query that operationName says, and no mutation', async () => {
    expect(await ask({ query: two, operationName: 'A' })).toMatchObject({
      status: 200,
      data: { book: { title: 'Title 1' } },
    });
    const before = books.requests.length;
    const refused = await ask({ query: two, operationName: 'B' });
    expect([refused.status, refused.headers.allow]).toEqual([405, 'POST']);
    expect(refused.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
    expect(books.requests).toHaveLength(before);
  });

  it.each([
    ['operationName=&variables=&extensions=', 200],
    ['variables=null&extensions=null', 200],
    // There may be an operation of this name.
    ['operationName=null', 400],
  ])('with %s is %i: what is optional may be empty, and JSON may be null', async (rest, status) => {
    expect((await get(`?query=query+A+%7B__typename%7D&${rest}`)).status).toBe(status);
  });

  it.each([
    ['has no query string', ''],
    ['has an empty query string', '?'],
    ['has a query twice', '?query={__typename}&query={__typename}'],
    ['has variables twice', '?query={__typename}&variables={}&variables={}'],
    ['has variables that are not JSON', '?query={__typename}&variables={'],
    ['has variables that are a list', '?query={__typename}&variables=[]'],
    ['has extensions that are a number', '?query={__typename}&extensions=1'],
    ['has an unfinished percent code', '?query={__typename}%'],
    ['has a percent code that is none', '?query={book(id:"%zz"){id}}'.replaceAll('"', '%22')],
    ['has bytes that are not UTF-8', '?query={book(id:%22%ff%22){id}}'],
    ['has a surrogate in UTF-8', '?query={book(id:%22%ed%a0%80%22){id}}'],
  ])('that %s is 400', async (_, search) => {
    const before = books.requests.length;
    const { status, errors } = await get(search);
    expect([status, errors?.map(({ extensions }) => extensions.code)]).toEqual([400, ['BAD_REQUEST']]);
    expect(books.requests).toHaveLength(before);
  });

  it('of another content type is 415, and without preflight 400', async () => {
    const search = '?query={__typename}';
    expect((await get(search, { 'content-type': 'application/xml' })).status).toBe(415);
    expect((await get(search, { 'apollo-require-preflight': '' })).status).toBe(400);
    expect((await get(search, { 'content-type': 'application/json; charset=utf-8' })).status).toBe(200);
  });

  it('finds a query by its hash once it was sent, with status 200 until then, as clients expect', async () => {
    const query = '{ book(id: "2") { title } }';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash } });
    const unknown = await ask({ extensions });
    expect([unknown.status, unknown.errors?.[0]?.extensions.code]).toEqual([
      200,
      'PERSISTED_QUERY_NOT_FOUND',
    ]);
    expect(unknown.headers['cache-control']).toContain('no-cache');
    await ask({ query, extensions });
    expect((await ask({ extensions })).data).toEqual({ book: { title: 'Title 2' } });
    const wrong = await ask({ query: '{ __typename }', extensions });
    expect([wrong.status, wrong.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST']);
  });
});
