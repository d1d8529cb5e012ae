import { type ApolloServerPlugin } from '@apollo/server';
import { type GatewayOptions } from '@nutgraf/gateway';
import { internalsIn } from '../../support/internals';
import { type SmallAnswer, codesOf, SmallGraph } from '../../support/small-graph';
import { takeFindings } from '../../support/search-answers';

describe('B6 a search finds what no answer may tell:', () => {
  const error = (message: string, extensions: object = {}) =>
    JSON.stringify({ errors: [{ message, extensions: { code: 'X', ...extensions } }], data: null });
  const kindsOf = (body: string, headers: Record<string, string> = {}, sent = '') => [
    ...new Set(
      internalsIn({ headers: Object.entries(headers), body }, sent).map((found) => found.split(':')[0]),
    ),
  ];

  it.each([
    ['stack', error('Error: x\n    at run (main.js)')],
    ['stack', error('x', { stacktrace: ['a'] })],
    ['stack', error('x', { debug: { trace: 'see node_modules' } })],
    ['address', error('connect ECONNREFUSED')],
    ['address', error('10.0.0.7 is down')],
    ['address', error('no answer of users.internal:4001')],
    ['address', error('x', { url: 'http://localhost/graphql' })],
    ['SQL', error('SELECT "id" FROM "account"')],
    ['SQL', error('duplicate key value violates unique constraint "a"')],
    ['SQL', error('syntax error at or near "x"')],
    ['path', error("Cannot find '/home/app/x'")],
    ['path', error('thrown in server.ts:17')],
    ['suggestion', error('Cannot query field "a". Did you mean "b"?')],
    ['path', '<html>/usr/lib/x</html>'],
    ['address', '{"status":"redis://cache is down"}'],
  ])('%s in %s', (kind, body) => {
    expect(kindsOf(body)).toEqual([kind]);
  });

  it('headers too, but those where it belongs', () => {
    expect(kindsOf('{}', { 'x-served-by': '10.0.0.7' })).toEqual(['address']);
    expect(kindsOf('{}', { location: 'http://localhost:1/', date: 'Mon, 02 Mar 2026 10:11:12 GMT' })).toEqual(
      [],
    );
  });

  it('but not in data and extensions, nor what the client said itself', () => {
    expect(
      kindsOf('{"data":{"url":"http://localhost:4000/tmp/x"},"extensions":{"queryPlan":"node_modules"}}'),
    ).toEqual([]);
    expect(kindsOf(error('"localhost:4000" is no id'), {}, '{"id":"localhost:4000"}')).toEqual([]);
  });

  it('and lets pass what answers do say', () => {
    expect(kindsOf(error('Cannot query field "x" on type "Query".'))).toEqual([]);
    expect(kindsOf(error('Syntax Error: Expected Name, found "}".'))).toEqual([]);
    expect(kindsOf(error('Send the operation as JSON, with "content-type: application/json".'))).toEqual([]);
  });
});

const secrets = 'SELECT * FROM account at 10.1.2.3:5432 (/srv/app/main.js:3:1)';
const failing: ApolloServerPlugin = {
  requestDidStart: ({ request }) => {
    const failAt = (hook: string) => {
      if (request.operationName === hook) throw new Error(secrets);
      return Promise.resolve();
    };
    return Promise.resolve({
      didResolveOperation: () => failAt('didResolveOperation'),
      responseForOperation: () => failAt('responseForOperation').then(() => null),
      executionDidStart: () => failAt('executionDidStart'),
      willSendResponse: () => failAt('willSendResponse'),
    });
  },
};

it('B6 every answer that a test fetches of a gateway is searched', async () => {
  const telling: ApolloServerPlugin = {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ response: { body } }) => {
          if (body.kind === 'single') body.singleResult.errors = [{ message: secrets }];
          return Promise.resolve();
        },
      }),
  };
  await using graph = await SmallGraph.start({ plugins: [telling] });
  await fetch(graph.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{__typename}"}',
  });
  const kinds = (await takeFindings()).map((found) => found.split(':')[0]);
  expect(new Set(kinds)).toEqual(new Set(['address', 'SQL', 'path']));
});

describe.each(['development', 'production'])('B6 in %s', (mode) => {
  let graph: SmallGraph;
  const before = process.env.NODE_ENV;
  beforeAll(async () => {
    process.env.NODE_ENV = mode;
    const settings: Partial<GatewayOptions> = {
      plugins: [failing],
      subgraphs: { shops: { timeoutMs: 300 } },
    };
    graph = await SmallGraph.start(settings);
  });
  afterAll(async () => {
    process.env.NODE_ENV = before;
    await graph[Symbol.asyncDispose]();
  });
  afterEach(() => {
    delete graph.subgraph.sends.body;
    Object.assign(graph.subgraph.sends, { status: 200, headers: {} });
  });

  /** Told as errors, each with a code, and nothing more. */
  function expectNothing(answer: SmallAnswer, body = ''): void {
    expect(codesOf(answer).length).toBeGreaterThan(0);
    expect(internalsIn({ headers: answer.headers, body: answer.text }, body)).toEqual([]);
    expect(answer.text).not.toContain('10.1.2.3');
  }

  const query = '{ shop(id: "1") { name } }';
  it.each([
    ['HTML', 500, `<html>${secrets}</html>`],
    ['HTML that is called fine', 200, `<html>${secrets}</html>`],
    ['an error of its database', 200, JSON.stringify({ data: null, errors: [{ message: secrets }] })],
    [
      'an error that calls itself internal',
      200,
      JSON.stringify({
        data: null,
        errors: [{ message: secrets, extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: [secrets] } }],
      }),
    ],
    [
      'an error for clients with what is for its developers',
      200,
      JSON.stringify({
        data: null,
        errors: [
          {
            message: 'No.',
            extensions: { code: 'SICK', stacktrace: [secrets], exception: secrets, debugMessage: secrets },
          },
        ],
      }),
    ],
    [
      'errors that are none',
      200,
      JSON.stringify({ data: null, errors: [secrets, { message: { text: secrets } }] }),
    ],
    ['half of an answer', 200, '{"data":{"__a_shop":{"na'],
    ['a value of another type', 200, JSON.stringify({ data: { __a_shop: { name: { at: secrets } } } })],
    ['nothing', 204, ''],
    ['a page of a proxy', 502, `Bad Gateway: upstream 10.1.2.3:4001`],
  ])('a subgraph that answers %s', async (_, status, body) => {
    Object.assign(graph.subgraph.sends, {
      status,
      body,
      headers: { server: secrets, 'x-powered-by': 'x:8080' },
    });
    expectNothing(await graph.ask(query));
  });

  it.each(['didResolveOperation', 'responseForOperation', 'executionDidStart', 'willSendResponse'])(
    'a plugin that throws in %s',
    async (hook) => {
      const answer = await graph.ask(`query ${hook} { __typename }`, { operationName: hook });
      expectNothing(answer);
      expect(codesOf(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
    },
  );

  it.each<[string, object]>([
    ['a field that is nearly right', { query: '{ shp(id: "1") { id } }' }],
    ['text that does not parse', { query: '{ shop(' }],
    [
      'a hash of another text',
      { query, extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } },
    ],
    ['an unknown hash', { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }],
    ['a hash that is none', { extensions: { persistedQuery: { version: 1, sha256Hash: { a: 1 } } } }],
    ['an unknown version', { query, extensions: { persistedQuery: { version: 9, sha256Hash: 'a' } } }],
    [
      'a variable of another type',
      { query: 'query ($f: Filter) { echo(filter: $f) }', variables: { f: { min: 'x' } } },
    ],
    [
      'a variable with a field that is nearly right',
      { query: 'query ($f: Filter) { echo(filter: $f) }', variables: { f: { min: 1, nea: 'x' } } },
    ],
    [
      'a variable with a nearly right value',
      { query: 'query ($c: Color) { echo(color: $c) }', variables: { c: 'GREE' } },
    ],
    ['variables that are none', { query, variables: 7 }],
    ['an operation that is not there', { query: 'query A { __typename }', operationName: 'B' }],
    ['a subscription', { query: 'subscription { shop }' }],
    ['too much', { query: `{ ${Array.from({ length: 40 }, (_, at) => `a${at}: __typename`).join(' ')} }` }],
    ['an unknown document', { documentId: 'x' }],
  ])('%s', async (_, body) => {
    expectNothing(await graph.post(JSON.stringify(body)), JSON.stringify(body));
  });

  it.each(['/graphq', '/graphql/..%2f..%2fetc/passwd', '/.env', '/package.json', '/%00', '/server-status'])(
    'the path %s',
    async (path) => {
      const answer = await graph.send({}, path);
      expect(answer.status).toBe(404);
      expectNothing(answer);
    },
  );

  it('a subgraph that is down', async () => {
    await graph.subgraph.stop();
    const answer = await graph.ask(query);
    expectNothing(answer);
    expect(codesOf(answer)).toEqual(['SUBREQUEST_HTTP_ERROR']);
  });
});
