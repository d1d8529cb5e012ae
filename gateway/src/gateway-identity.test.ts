import { headers } from '@nutgraf/contract/headers';
import { decodeIdentity } from '@nutgraf/contract/identity';
import { NonceStore, parseSigningKeys, verifyRequest } from '@nutgraf/contract/signature';
import { createGateway } from './gateway';
import { type GatewayOptions } from './gateway-types';
import { Cleanup } from './http/fixtures/cleanup';
import { ask } from './http/fixtures/client';
import { audience, startIssuer } from './http/fixtures/issuer';
import { startLibrary } from './http/fixtures/library';
import { compose, type TestSubgraph } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const keys = `new:${Buffer.alloc(32, 1).toString('base64')},old:${Buffer.alloc(32, 2).toString('base64')}`;
const query = '{ book(id: "7") { title author { name } } }';

async function start(settings: Partial<GatewayOptions> = {}) {
  const issuer = cleanup.add(await startIssuer());
  const [books, people] = await startLibrary(cleanup);
  const jwt = { jwksUrl: issuer.jwksUrl, issuer: issuer.url, audience };
  const options: GatewayOptions = {
    supergraph: compose([books, people]),
    http: { port: 0 },
    log: { level: 'silent' },
    identity: { jwt },
    signing: { keys },
    ...settings,
  };
  const gateway = cleanup.add(await createGateway(options));
  return { issuer, books, people, url: gateway.url };
}

function refusalOf({ name, requests }: TestSubgraph, as = name) {
  const [request] = requests;
  if (!request) throw new Error(`The subgraph ${name} was not asked.`);
  const identity = request.headers[headers.identity] as string | undefined;
  const client = request.headers[headers.client] as string | undefined;
  const signature = request.headers[headers.signature] as string | undefined;
  const signed = { method: 'POST', path: request.path, audience: as, identity, client, body: request.body };
  return verifyRequest(signed, signature, parseSigningKeys(keys), new NonceStore(), Date.now());
}

it('hands on who asks, signed for each subgraph', async () => {
  const { issuer, books, people, url } = await start();
  const authorization = `Bearer ${await issuer.sign({ scope: 'a b' })}`;
  expect((await ask(url, query, { headers: { authorization } })).errors).toBeUndefined();
  for (const subgraph of [books, people]) {
    expect(refusalOf(subgraph)).toBeNull();
    expect(refusalOf(subgraph, 'somebody else')).toBe('MISMATCH');
    expect(subgraph.requests[0]?.headers[headers.signature]).toMatch(/^v1;new;/);
    const identity = String(subgraph.requests[0]?.headers[headers.identity]);
    expect(decodeIdentity(identity)).toEqual({ sub: 'acc_1', scope: 'a b' });
  }
});

it('signs for anonymous callers too, and drops what they claim to be', async () => {
  const { books, url } = await start();
  await ask(url, query, { headers: { [headers.identity]: 'forged', [headers.signature]: 'v1;forged' } });
  expect(books.requests[0]?.headers).not.toHaveProperty(headers.identity);
  expect(refusalOf(books)).toBeNull();
});

it('forwards no identity without signing keys', async () => {
  const { issuer, books, url } = await start({ signing: undefined });
  await ask(url, query, { headers: { authorization: `Bearer ${await issuer.sign()}` } });
  expect(books.requests[0]?.headers).not.toHaveProperty(headers.identity);
});

it('refuses the whole request for an expired token, and says what to do', async () => {
  const { issuer, books, url } = await start();
  const token = await issuer.sign({ exp: Math.floor(Date.now() / 1_000) - 60 });
  const answer = await ask(url, query, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  expect(answer.errors).toEqual([
    {
      message: 'The access token has expired; sign in again.',
      extensions: { code: 'UNAUTHENTICATED', traceId: expect.any(String) as string },
    },
  ]);
  expect(answer).not.toHaveProperty('data');
  expect(books.requests).toHaveLength(0);
});

it('answers 503 when tokens cannot be checked, and serves anonymous callers', async () => {
  const { issuer, url } = await start();
  const authorization = `Bearer ${await issuer.sign()}`;
  await issuer.stop();
  const answer = await ask(url, query, { headers: { authorization } });
  expect([answer.status, answer.errors?.[0]?.message]).toEqual([
    503,
    'Access tokens cannot be checked at the moment; try again shortly.',
  ]);
  expect((await ask(url, query)).errors).toBeUndefined();
});
