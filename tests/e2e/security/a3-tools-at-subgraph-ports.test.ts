import { connect } from 'node:net';
import { byService, serviceNames, type ServiceName } from '@nutgraf/stack/service-names';
import { createSecrets } from '../../support/secrets';
import { TestService } from '../../support/test-service';

let services: Readonly<Record<ServiceName, TestService>>;
beforeAll(async () => {
  const secrets = createSecrets();
  const create = (name: ServiceName) => TestService.create(name, secrets);
  const [users, content, billing] = await Promise.all([
    create('users'),
    create('content'),
    create('billing'),
  ]);
  services = { users, content, billing };
  for (const name of serviceNames) await services[name].start();
});
afterAll(async () => {
  for (const name of serviceNames) await services[name][Symbol.asyncDispose]();
});

interface Probe {
  readonly method?: string;
  readonly path?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const post = (query: string, more: object = {}): Probe => ({ body: JSON.stringify({ query, ...more }) });
const get = (path: string, headers?: Probe['headers']): Probe => ({
  method: 'GET',
  path,
  ...(headers && { headers }),
});
const form = (body: string): Probe => ({ type: 'application/x-www-form-urlencoded', body });
const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');
const encoded = (query: string) => `/graphql?query=${encodeURIComponent(query)}`;
const circular = `{ __schema { types { fields { type ${'{ fields { type '.repeat(8)} { name } ${'} } '.repeat(8)} } } } }`;

/** What the tools that look for weak GraphQL servers ask, by the names of their checks. */
const checks: Readonly<Record<string, Probe>> = {
  'graphql-cop: alias overloading': post(`{ ${times(101, (i) => `a${i}: __typename`)} }`),
  'graphql-cop: array batching': {
    body: JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ __typename }' }))),
  },
  'graphql-cop: circular introspection': post(circular),
  'graphql-cop: directive overloading': post(`{ __typename ${times(10, () => '@aa')} }`),
  'graphql-cop: field duplication': post(`{ ${times(500, () => '__typename')} }`),
  'graphql-cop: field suggestions': post('{ __schema { directive } }'),
  'graphql-cop: GET queries': get(encoded('{ __typename }')),
  'graphql-cop: GET mutations': get(encoded('mutation { __typename }')),
  'graphql-cop: GraphiQL': get('/graphql', { accept: 'text/html' }),
  'graphql-cop: introspection': post('{ __schema { types { name fields { name } } } }'),
  'graphql-cop: trace mode': {
    ...post('{ __typename }'),
    headers: { 'apollo-federation-include-trace': 'ftv1' },
  },
  'graphql-cop: unhandled errors': post('qwerty { abc }'),
  'graphql-cop: urlencoded POST': form('query=%7B__typename%7D'),
  'clairvoyance: root fields by suggestion': post('{ viewe artcle pln }'),
  'clairvoyance: arguments by suggestion': post('{ user(bi: 1) { id } }'),
  'clairvoyance: input fields by suggestion': post(
    'mutation { sessionCreate(input: { b: 1 }) { errors { code } } }',
  ),
  'clairvoyance: types by error': post('{ viewer { id { x } } }'),
  'inql: introspection': post(
    'query IntrospectionQuery { __schema { queryType { name } mutationType { name } } }',
  ),
  'inql: introspection by GET': get(encoded('{ __schema { queryType { name } } }')),
  'batchql: batched names': { body: '[{"query":"{ a: __typename }"},{"query":"{ b: __typename }"}]' },
  'batchql: aliased sign-ins': post(
    `mutation { ${times(100, (i) => `s${i}: sessionRevokeAllOthers { errors { code } }`)} }`,
  ),
  'batchql: preflight-free POST': { type: 'text/plain', body: '{"query":"{ __typename }"}' },
  'batchql: multipart POST': {
    type: 'multipart/form-data; boundary=x',
    body: '--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query":"{ __typename }"}\r\n--x--\r\n',
  },
  'federation: _service': post('{ _service { sdl } }'),
  'federation: _entities': post('{ _entities(representations: []) { __typename } }'),
  'apollo: persisted query': post('', {
    extensions: { persistedQuery: { version: 1, sha256Hash: '0'.repeat(64) } },
  }),
  'apollo: health check': get('/.well-known/apollo/server-health'),
  'paths: /': get('/'),
  'paths: /graphiql': get('/graphiql'),
  'paths: /playground': get('/playground'),
  'paths: /v1/graphql': { ...post('{ __typename }'), path: '/v1/graphql' },
  'paths: /graphql/': { ...post('{ __typename }'), path: '/graphql/' },
  'paths: /metrics': get('/metrics'),
  'paths: up and out': get('/graphql/..%2f..%2fetc/passwd'),
  'paths: broken escape': get('/%'),
  'paths: /internal': get('/internal'),
  'headers: method override': { ...get('/graphql'), headers: { 'x-http-method-override': 'POST' } },
  'headers: no media type': { type: '', body: '{"query":"{ __typename }"}' },
  'headers: broken media type': { type: 'application', body: '{"query":"{ __typename }"}' },
  'headers: charset': { type: 'application/json; charset=utf-7', body: '{"query":"{ __typename }"}' },
  'headers: encoding': { headers: { 'content-encoding': 'gzip' }, body: 'no gzip' },
  'headers: cross-origin': { ...post('{ __typename }'), headers: { origin: 'https://evil.example' } },
  'headers: preflight': {
    method: 'OPTIONS',
    headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
  },
};

/** The only things that anybody without a signature is told. */
const answers = byService((name) => [
  `401 {"errors":[{"message":"The ${name} service answers only requests signed by the gateway. Send this one to the graph.","extensions":{"code":"UNAUTHENTICATED"}}]}`,
  '404 {"error":"Not found."}',
  '415 {"error":"Unsupported Media Type"}',
]);

async function probe(name: ServiceName, { method = 'POST', path = '/graphql', type, headers, body }: Probe) {
  const contentType = type ?? 'application/json';
  const response = await fetch(`${services[name].url}${path}`, {
    method,
    headers: { ...(contentType !== '' && { 'content-type': contentType }), ...headers },
    ...(body !== undefined && { body: new TextEncoder().encode(body) }),
  });
  const cors = [...response.headers.keys()].filter((header) => header.startsWith('access-control'));
  expect([response.headers.get('server'), response.headers.get('x-powered-by'), cors]).toEqual([
    null,
    null,
    [],
  ]);
  return `${response.status} ${await response.text()}`;
}

describe.each(serviceNames)('A3: at the port of %s nothing is learnt by', (name) => {
  test.each(Object.keys(checks))('%s', async (check) => {
    expect(answers[name]).toContain(await probe(name, checks[check]!));
  });
});

/** Sends bytes and gives the status line and body of what comes back before the connection is closed. */
async function raw(name: ServiceName, bytes: string): Promise<{ status: number; body: string }> {
  const socket = connect(Number(new URL(services[name].url).port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => (text += chunk.toString('latin1')));
  // The service may hang up while we are still sending.
  socket.on('error', () => undefined);
  socket.write(bytes);
  await new Promise((resolve) => socket.once('close', resolve));
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), body };
}

const headLines = 'POST /graphql HTTP/1.1\r\nhost: a\r\nconnection: close\r\n';
const bare: Readonly<Record<string, [string, number]>> = {
  'a body of 8 MB and a byte, before it is sent': [
    `${headLines}content-length: ${8 * 1024 * 1024 + 1}\r\n\r\n`,
    413,
  ],
  'a chunked body of more than 8 MB': [
    `${headLines}transfer-encoding: chunked\r\n\r\n800001\r\n${' '.repeat(8 * 1024 * 1024 + 1)}\r\n0\r\n\r\n`,
    413,
  ],
  '3,000 headers': [
    `${headLines}${Array.from({ length: 3_000 }, (_, i) => `x-${i}: 1\r\n`).join('')}\r\n`,
    431,
  ],
  'a header of 20 kB': [`${headLines}x-long: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
  'a path of 20 kB': [`GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n`, 431],
  'two lengths': [`${headLines}content-length: 1\r\ncontent-length: 2\r\n\r\n12`, 400],
  'a length and chunks': [
    `${headLines}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  'no HTTP': ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400],
  'an unknown method': ['BREW /graphql HTTP/1.1\r\nhost: a\r\n\r\n', 400],
  'HTTP/1.0': ['POST /graphql HTTP/1.0\r\ncontent-length: 2\r\n\r\n{}', 401],
};

describe.each(serviceNames)('A3: the port of %s refuses, without a word of its inside,', (name) => {
  test.each(Object.keys(bare))('%s', async (what) => {
    const [bytes, expected] = bare[what]!;
    const { status, body } = await raw(name, bytes);
    expect(status).toBe(expected);
    expect(body).not.toMatch(/node_modules|\.[tj]s:\d|\bat |ERR_|FST_|HPE_/);
    expect((await fetch(`${services[name].url}/health`)).status).toBe(200);
  });
});
