import { createHash } from 'node:crypto';
import { codesOf, type SmallAnswer, SmallGraph } from '../../support/small-graph';

/*
 * What public tools try at a GraphQL endpoint, each check under the name that the tool gives it. All of it is asked of a
 * gateway as it is in production, with nothing configured.
 */
let graph: SmallGraph;
let fetches: number;
const mode = process.env.NODE_ENV;
beforeAll(async () => {
  process.env.NODE_ENV = 'production';
  graph = await SmallGraph.start();
});
afterAll(async () => {
  process.env.NODE_ENV = mode;
  await graph[Symbol.asyncDispose]();
});
beforeEach(() => {
  fetches = graph.fetches;
});
afterEach(() => {
  expect(graph.fetches).toBe(fetches);
});

/** Refused by the gateway alone, as HTTP 400, under this code and no other. */
function expectRefused(answer: SmallAnswer, code: string): void {
  expect([answer.status, [...new Set(codesOf(answer))]]).toEqual([400, [code]]);
}

const post = (body: object) => graph.post(JSON.stringify(body));
const inTurn = (count: number, text: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => text(at)).join(' ');

describe('graphql-cop', () => {
  it('Alias Overloading', async () => {
    expectRefused(
      await graph.ask(`{ ${inTurn(101, (at) => `alias${at}: __typename`)} }`),
      'OPERATION_LIMIT_EXCEEDED',
    );
  });

  it('Array-based Query Batching', async () => {
    expectRefused(
      await graph.post(JSON.stringify(Array(10).fill({ query: '{ __typename }' }))),
      'BAD_REQUEST',
    );
  });

  it('Directive Overloading', async () => {
    expectRefused(await graph.ask(`{ __typename ${'@aa'.repeat(10)} }`), 'GRAPHQL_VALIDATION_FAILED');
    expectRefused(await graph.ask(`{ __typename ${'@aa'.repeat(60)} }`), 'OPERATION_LIMIT_EXCEEDED');
    expectRefused(
      await graph.ask(`{ __typename ${'@skip(if: false)'.repeat(60)} }`),
      'OPERATION_LIMIT_EXCEEDED',
    );
  });

  it('Introspection-based Circular Query', async () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'name' : `fields { type { ${nested(depth - 1)} } }`;
    const query = `{ __schema { types { ${nested(8)} } } }`;
    const answer = await graph.ask(query);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('"data"');
  });

  it('Field Suggestions', async () => {
    expect((await graph.ask('{ sho(id: "1") { id } }')).text).not.toMatch(/did you mean/i);
  });

  it('Introspection', async () => {
    expectRefused(await graph.ask('{ __schema { types { name } } }'), 'GRAPHQL_VALIDATION_FAILED');
  });

  it.each([
    ['GET Method Query Support', '/graphql?query={__typename}'],
    ['GET based Mutation', '/graphql?query=mutation{rename(id:1,name:"x"){id}}'],
  ])('%s (Possible CSRF)', async (_, path) => {
    expectRefused(await graph.send({}, path), 'BAD_REQUEST');
  });

  it('POST based url-encoded query (Possible CSRF)', async () => {
    const body = new URLSearchParams({ query: '{ shop(id: "1") { id } }' });
    expectRefused(await graph.send({ method: 'POST', body }), 'BAD_REQUEST');
  });

  it('Trace Mode', async () => {
    for (const headers of [{}, { 'apollo-federation-include-trace': 'ftv1' }, { 'x-apollo-tracing': '1' }]) {
      const { text } = await graph.post('{"query":"{__typename}","extensions":{"tracing":true}}', headers);
      expect(JSON.parse(text)).toEqual({ data: { __typename: 'Query' } });
    }
  });

  it('Unhandled Errors Detection', async () => {
    for (const body of ['qwerty { abc }', '{', '', '}{', '\u0000']) {
      const answer = await graph.ask(body);
      expect(answer.status).toBe(400);
      expect(answer.text).not.toMatch(/exception|stacktrace|Internal/i);
    }
  });

  it.each([
    '/',
    '/graphiql',
    '/playground',
    '/altair',
    '/voyager',
    '/console',
    '/graphql/console',
    '/graphql/playground',
    '/v1/graphiql',
    '/___graphql',
    '/explorer',
    '/sandbox',
    '/graphql/schema.json',
    '/schema.graphql',
    '/metrics.json',
    '/debug',
  ])('GraphQL IDE: nothing at %s', async (path) => {
    const { status, text, headers } = await graph.send({ headers: { accept: 'text/html' } }, path);
    expect(text).not.toMatch(/graphiql|playground|altair|voyager|apollo|sandbox|<script|<html/i);
    expect(headers.get('content-type')).not.toContain('html');
    expect([200, 404]).toContain(status);
    if (path !== '/') expect(status).toBe(404);
  });

  it('GraphQL IDE: nothing for a browser at the graph', async () => {
    const answer = await graph.send({ headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('json');
  });
});

describe('InQL, and whoever looks for introspection', () => {
  const schema = '__schema { queryType { name } types { name fields { name } } directives { name } }';
  it.each([
    ['the whole query', `query IntrospectionQuery { ${schema} }`],
    ['an alias', `{ typename: ${schema} }`],
    ['a fragment', `{ ...F } fragment F on Query { ${schema} }`],
    ['an inline fragment', `{ ... { ... on Query { ${schema} } } }`],
    ['one type', '{ __type(name: "Shop") { fields { name } } }'],
    ['one type by an alias', '{ a: __type(name: "Query") { name } }'],
    ['white space', '{\n\t__schema\r\n\t\t{\n queryType\n{ name }}}'],
    ['commas', '{,,,__schema,,{,queryType,{name}}}'],
    ['comments', '{ #\n__schema #{\n{ #x\nqueryType #y\n{ name } } }'],
    ['a byte order mark', '\uFEFF{ __schema { queryType { name } } }'],
    ['a mutation', 'mutation { __schema { queryType { name } } }'],
    ['a directive that skips it', '{ __typename __schema @skip(if: true) { queryType { name } } }'],
    [
      'a directive and a variable',
      'query ($a: Boolean = true) { __schema @include(if: $a) { queryType { name } } }',
    ],
    ['a second operation', 'query A { __typename } query B { __schema { queryType { name } } }'],
    ['the subgraph schema', '{ _service { sdl } }'],
    ['entities', '{ _entities(representations: [{ __typename: "Shop", id: "1" }]) { __typename } }'],
  ])('finds none by %s', async (_, query) => {
    const operationName = query.includes('query A') ? 'A' : undefined;
    const search = new URLSearchParams({ query, ...(operationName && { operationName }) });
    const answers = [
      await graph.ask(query, { operationName }),
      await graph.send({ headers: { 'apollo-require-preflight': '1' } }, `/graphql?${search.toString()}`),
    ];
    for (const answer of answers) {
      expect([400, 405]).toContain(answer.status);
      expect(answer.text).not.toContain('"data"');
      expect(answer.text).not.toMatch(/"Shop|Person|nearest/);
    }
  });

  it('finds none by the hash of a persisted query', async () => {
    const query = '{__schema{queryType{name}}}';
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    expectRefused(await post({ query, extensions }), 'GRAPHQL_VALIDATION_FAILED');
    const again = await post({ extensions });
    expect(again.status).not.toBe(500);
    expect(again.text).not.toContain('"data"');
  });

  it('__typename is no introspection, and stays', async () => {
    expect((await graph.ask('{ __typename }')).text).toBe('{"data":{"__typename":"Query"}}\n');
  });
});

describe('circular documents', () => {
  it.each([
    ['a fragment of itself', 'fragment F on Shop { ...F } { shop(id: "1") { ...F } }'],
    [
      'fragments of each other',
      'fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A } { ...A }',
    ],
    [
      'a fragment of itself further inside',
      'fragment F on Shop { nearest { ...F } } { shop(id: "1") { ...F } }',
    ],
    ['a fragment of itself that nobody uses', 'fragment F on Shop { nearest { ...F } } { __typename }'],
  ])('%s: refused', async (_, query) => {
    const answer = await graph.ask(query);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('"data"');
  });

  it('deep fields: refused', async () => {
    const query = `{ shop(id: "1") ${'{ nearest '.repeat(16)}{ id }${' }'.repeat(16)} }`;
    expectRefused(await graph.ask(query), 'OPERATION_LIMIT_EXCEEDED');
  });
});

describe('BatchQL', () => {
  it.each([
    ['JSON list based batching', '[{"query":"{__typename}"},{"query":"{__typename}"}]'],
    ['a list of one', '[{"query":"{__typename}"}]'],
    ['a list in a list', '[[{"query":"{__typename}"}]]'],
    ['an empty list', '[]'],
  ])('%s', async (_, body) => {
    expectRefused(await graph.post(body), 'BAD_REQUEST');
  });

  it('query name based batching: aliases of one mutation to guess many times', async () => {
    const query = `mutation { ${inTurn(100, (at) => `a${at}: rename(id: "${at}", name: "x") { id }`)} }`;
    expectRefused(await graph.ask(query), 'OPERATION_LIMIT_EXCEEDED');
    expect(graph.renamed).toEqual([]);
  });

  it('many operations in one document: one is run at most', async () => {
    const query = inTurn(10, (at) => `mutation A${at} { rename(id: "${at}", name: "x") { id } }`);
    expectRefused(await graph.ask(query), 'OPERATION_RESOLUTION_FAILURE');
    expect(graph.renamed).toEqual([]);
  });
});

describe('graphw00f and header scanners', () => {
  it('no header names a product, a version, or when it was made', async () => {
    for (const answer of [
      await graph.ask('{ __typename }'),
      await graph.ask('{'),
      await graph.send({}, '/x'),
    ]) {
      const names = [...answer.headers.keys()];
      for (const name of ['server', 'x-powered-by', 'via', 'x-runtime', 'x-version', 'etag'])
        expect(names).not.toContain(name);
      expect([...answer.headers.values()].join('\n')).not.toMatch(/apollo|express|node|nutgraf/i);
    }
  });

  it('no error names a product', async () => {
    for (const query of [
      '',
      '{',
      'query @skip { __typename }',
      '{ __typename @deprecated }',
      'queryy { __typename }',
      '{ a }',
    ]) {
      const answer = await graph.ask(query);
      expect(answer.text).not.toMatch(/apollo|express|nutgraf|hive|yoga|mercurius/i);
    }
  });
});
