import { getIntrospectionQuery, GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import { createHash } from 'node:crypto';
import { compose, startSubgraph } from './http/fixtures/subgraph';
import { ask, faults, send } from './http/fixtures/client';
import { Cleanup } from './http/fixtures/cleanup';
import { startLibrary } from './http/fixtures/library';
import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';

const cleanup = new Cleanup();
afterEach(cleanup.run);

async function start(settings: Partial<GatewayOptions> = {}) {
  const [books, people] = await startLibrary(cleanup);
  const options = {
    supergraph: compose([books, people]),
    http: { port: 0 },
    log: { level: 'silent' as const },
  };
  const gateway = cleanup.add(await createGateway({ ...options, ...settings }));
  return { gateway, books, people };
}

const bookWithAuthor = '{ book(id: "7") { title author { name } } }';

describe('a gateway without settings', () => {
  it('serves a supergraph it has never seen', async () => {
    const { gateway } = await start();
    const { status, data, errors } = await ask(gateway.url, bookWithAuthor);
    expect({ status, data, errors }).toEqual({
      status: 200,
      data: { book: { title: 'Title 7', author: { name: 'Name p1' } } },
      errors: undefined,
    });
  });

  it('takes variables and leaves defaults to the subgraph', async () => {
    const { gateway } = await start();
    const query = 'query ($n: Int, $c: Color = GREEN) { a: echo(n: $n, color: $c) b: echo }';
    const { data } = await ask(gateway.url, query, { variables: { n: 3 } });
    expect(data).toEqual({ a: '{"color":"GREEN","n":3}', b: '{"color":"RED"}' });
  });

  it('evaluates conditions by the default of their variable', async () => {
    const { gateway } = await start();
    const query = 'query ($yes: Boolean = true) { book(id: "7") { id title @include(if: $yes) } }';
    expect((await ask(gateway.url, query)).data).toEqual({ book: { id: '7', title: 'Title 7' } });
  });

  it('continues the trace and hands on the remaining time, and nothing that a client claims about itself', async () => {
    const { gateway, books } = await start();
    const traceId = 'a'.repeat(32);
    const headers = {
      traceparent: `00-${traceId}-${'b'.repeat(16)}-01`,
      'nutgraf-identity': 'forged',
      'nutgraf-signature': 'forged',
      authorization: 'Bearer whatever',
      cookie: 'a=b',
    };
    await ask(gateway.url, bookWithAuthor, { headers });
    const [request] = books.requests;
    expect(request?.headers.traceparent).toMatch(new RegExp(`^00-${traceId}-(?!b{16})[0-9a-f]{16}-01$`));
    expect(Number(request?.headers['nutgraf-deadline-ms'])).toBeGreaterThan(20_000);
    for (const name of ['nutgraf-identity', 'nutgraf-signature', 'authorization', 'cookie']) {
      expect(request?.headers).not.toHaveProperty(name);
    }
  });
});

describe('errors', () => {
  it.each([
    ['an unknown field', '{ book(id: "7") { titel } }', undefined, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ['a syntax error', '{ book(', undefined, 400, 'GRAPHQL_PARSE_FAILED'],
    ['a wrong variable', 'query ($n: Int) { echo(n: $n) }', { n: 'x' }, 400, 'BAD_USER_INPUT'],
    ['a wrong enum value', 'query ($c: Color) { echo(color: $c) }', { c: 'GREN' }, 400, 'BAD_USER_INPUT'],
    ['a missing variable', 'query ($i: ID!) { book(id: $i) { id } }', {}, 400, 'BAD_USER_INPUT'],
  ])('%s is told with code and trace id, without suggestions', async (_, query, variables, status, code) => {
    const { gateway, books } = await start();
    const answer = await ask(gateway.url, query, { variables });
    expect(answer.status).toBe(status);
    expect(answer.errors?.[0]?.extensions).toEqual({
      code,
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    });
    expect(answer.errors?.[0]?.message).not.toMatch(/Did you mean/);
    expect(books.requests).toHaveLength(0);
  });

  it('a dead subgraph costs its own fields', async () => {
    const { gateway, people } = await start();
    await people.stop();
    const answer = await ask(gateway.url, bookWithAuthor);
    expect(answer.data).toEqual({ book: { title: 'Title 7', author: { name: null } } });
    expect(faults(answer)).toEqual(['SUBREQUEST_HTTP_ERROR book author name']);
    expect(JSON.stringify(answer.errors)).not.toMatch(/127\.0\.0\.1|ECONN|stack/);
  });

  it('of a subgraph keep their message when they have a code, and are masked otherwise', async () => {
    const fail = (extensions: GraphQLErrorExtensions) => () => {
      throw new GraphQLError('SELECT 1', { extensions });
    };
    const subgraph = await startSubgraph('one', 'type Query { told: Int own: Int masked: Int other: Int }', {
      Query: {
        told: fail({ code: 'BAD_USER_INPUT', field: 'a', stacktrace: ['at x'], http: { status: 418 } }),
        own: fail({ code: 'SOLD_OUT', left: 0, stacktrace: ['at x'], service: 'x' }),
        masked: fail({}),
        other: fail({ code: 'INTERNAL_SERVER_ERROR' }),
      },
    });
    const { gateway } = await start({ supergraph: compose([cleanup.add(subgraph)]) });
    const { status, errors } = await ask(gateway.url, '{ told own masked other }');
    const traceId = expect.any(String) as string;
    const internal = { code: 'INTERNAL_SERVER_ERROR', traceId };
    expect(status).toBe(200);
    expect(errors).toEqual([
      {
        message: 'SELECT 1',
        path: ['told'],
        locations: [{ line: 1, column: 3 }],
        extensions: { code: 'BAD_USER_INPUT', field: 'a', traceId },
      },
      {
        message: 'SELECT 1',
        path: ['own'],
        locations: [{ line: 1, column: 8 }],
        extensions: { code: 'SOLD_OUT', left: 0, traceId },
      },
      {
        message: 'Internal server error',
        path: ['masked'],
        locations: [{ line: 1, column: 12 }],
        extensions: internal,
      },
      {
        message: 'Internal server error',
        path: ['other'],
        locations: [{ line: 1, column: 19 }],
        extensions: internal,
      },
    ]);
  });

  it('a GET mutation is refused', async () => {
    const { gateway, books } = await start();
    const query = 'mutation { rename(id: "7", title: "x") { id } }';
    const response = await fetch(`${gateway.url}?query=${encodeURIComponent(query)}`, {
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(response.status).toBe(405);
    expect(books.requests).toHaveLength(0);
  });

  it('a GET without preflight is refused, with a trace id', async () => {
    const { gateway } = await start();
    const { status, errors } = await send(`${gateway.url}?query={__typename}`, { method: 'GET' });
    expect(status).toBe(400);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_REQUEST', traceId: expect.any(String) as string });
  });
});

describe('limits', () => {
  it('refuse what is too large before it is planned or fetched, persisted or not', async () => {
    const { gateway, books } = await start();
    const query = `{ ${Array.from({ length: 31 }, (_, i) => `a${i}: __typename`).join(' ')} }`;
    const extensions = {
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') },
    };
    const search = new URLSearchParams({ query });
    const headers = { 'content-type': 'application/json' };
    const answers = [
      await ask(gateway.url, query),
      await send(`${gateway.url}?${search.toString()}`, { method: 'GET', headers }),
      await send(gateway.url, { body: JSON.stringify({ query, extensions }), headers }),
    ];
    for (const answer of answers) {
      expect([answer.status, faults(answer)]).toEqual([400, ['OPERATION_LIMIT_EXCEEDED']]);
    }
    const long = await ask(gateway.url, `{ __typename } #${'#'.repeat(100_000)}`);
    expect([long.status, faults(long)]).toEqual([400, ['OPERATION_LIMIT_EXCEEDED']]);
    const persisted = await send(gateway.url, { body: JSON.stringify({ extensions }), headers });
    expect(faults(persisted)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect(books.requests).toHaveLength(0);
  });
});

describe('introspection', () => {
  const query = '{ __schema { queryType { name } } }';

  it('is answered by default', async () => {
    const { gateway } = await start();
    expect((await ask(gateway.url, query)).data).toEqual({ __schema: { queryType: { name: 'Query' } } });
  });

  it('is answered in full, as tools ask for it', async () => {
    const { gateway } = await start();
    expect((await ask(gateway.url, getIntrospectionQuery())).errors).toBeUndefined();
  });

  it('can be turned off', async () => {
    const { gateway } = await start({ introspection: false });
    const { status, errors } = await ask(gateway.url, query);
    expect([status, errors?.[0]?.message]).toEqual([
      400,
      'Introspection is turned off here; ask the operator for the schema.',
    ]);
  });
});

describe('starting', () => {
  it.each<[string, (options: { supergraph: string }) => GatewayOptions, RegExp]>([
    ['a broken supergraph', () => ({ supergraph: 'type' }), /supergraph.*not GraphQL/],
    [
      'a missing file',
      () => ({ supergraph: { file: '/no/such.graphql' } }),
      /\/no\/such\.graphql cannot be read: ENOENT/,
    ],
    ['an unknown subgraph', (o) => ({ ...o, subgraphs: { bok: {} } }), /subgraph "bok".*only: books, people/],
    ['a wrong setting', (o) => ({ ...o, traffic: { deadlineMs: -1 } }), /"traffic\.deadlineMs" is wrong/],
    ['an unknown setting', (o) => ({ ...o, ...{ htp: 1 } }), /no setting "htp"/],
  ])('%s is one clear error', async (_, options, message) => {
    const [books, people] = await startLibrary(cleanup);
    await expect(createGateway(options({ supergraph: compose([books, people]) }))).rejects.toThrow(message);
  });

  it('a taken port is one clear error', async () => {
    const { gateway, books, people } = await start();
    const port = Number(new URL(gateway.url).port);
    const second = createGateway({
      supergraph: compose([books, people]),
      http: { port },
      log: { level: 'silent' },
    });
    await expect(second).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
  });

  it('a subgraph without URL is one clear error, unless the config knows it', async () => {
    const [books, people] = await startLibrary(cleanup);
    const supergraph = compose([books, { ...people, url: '' }]);
    const options = { supergraph, http: { port: 0 }, log: { level: 'silent' as const } };
    await expect(createGateway(options)).rejects.toThrow(/"people" has no usable URL/);
    const gateway = cleanup.add(
      await createGateway({ ...options, subgraphs: { people: { url: people.url } } }),
    );
    expect((await ask(gateway.url, bookWithAuthor)).errors).toBeUndefined();
  });
});
