import { once } from 'node:events';
import { connect } from 'node:net';
import { createGateway } from '../gateway';
import { type GatewayOptions } from '../gateway-types';
import { Cleanup } from './fixtures/cleanup';
import { startLibrary } from './fixtures/library';
import { compose } from './fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

async function start(http: Partial<NonNullable<GatewayOptions['http']>> = {}) {
  const supergraph = compose(await startLibrary(cleanup));
  const settings = {
    http: { port: 0, ...http },
    log: { level: 'silent' },
    playground: { enabled: false },
  } as const;
  return cleanup.add(await createGateway({ supergraph, ...settings }));
}

const json = { 'content-type': 'application/json' };
const operation = JSON.stringify({ query: '{ __typename }' });

const said = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

it.each<[string, number, string, RequestInit]>([
  ['an operation', 200, '/graphql', { method: 'POST', headers: json, body: operation }],
  ['an invalid operation', 400, '/graphql', { method: 'POST', headers: json, body: '{"query":"{"}' }],
  ['a request that another site could send', 400, '/graphql?query={__typename}', {}],
  ['a method that is not served', 405, '/graphql', { method: 'DELETE' }],
  [
    'a body that is too large',
    413,
    '/graphql',
    { method: 'POST', headers: json, body: ' '.repeat(1_000_001) },
  ],
  ['another media type', 415, '/graphql', { method: 'POST', headers: { 'content-type': 'a/b' }, body: 'x' }],
  ['an unknown path', 404, '/nowhere', {}],
  ['the health check', 200, '/health', {}],
  ['the root', 200, '/', {}],
])('the answer to %s (%d) is safe for browsers to have', async (_, status, path, init) => {
  const { url } = await start();
  const response = await fetch(new URL(path, url), init);
  await response.arrayBuffer();
  expect(response.status).toBe(status);
  expect(Object.fromEntries(response.headers)).toMatchObject(said);
  for (const name of ['server', 'x-powered-by', 'strict-transport-security', 'etag'])
    expect(response.headers.has(name)).toBe(false);
});

it('what cannot be read as a request is answered so too', async () => {
  const { url } = await start();
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end('no request\r\n\r\n');
  const [data] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  const [head = '', body = ''] = data.toString().split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
  for (const [name, value] of Object.entries(said)) expect(head).toContain(`\r\n${name}: ${value}`);
  expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

it('TLS is asked for where configuration says so', async () => {
  const { url } = await start({ strictTransportSecuritySeconds: 300 });
  const { headers } = await fetch(new URL('/health', url));
  expect(headers.get('strict-transport-security')).toBe('max-age=300');
});
