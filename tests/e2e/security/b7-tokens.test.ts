import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { personaPassword } from '@nutgraf/kit/demo/personas';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { base64url, exportJWK, importJWK, type JWK, SignJWT } from 'jose';
import { type GraphAnswer, TestGraph } from '../../support/test-graph';
import { until } from '../../support/until';

let graph: TestGraph;
/** Where tokens would like somebody to look for keys. */
let visits = 0;
const elsewhere = createServer((_, response) => {
  visits += 1;
  response.end('{"keys": []}');
});
let elsewhereUrl: string;
let refreshToken: string;
beforeAll(async () => {
  elsewhere.listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  elsewhereUrl = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
  graph = await TestGraph.start();
  const { data } = await graph.ask(
    `mutation ($email: EmailAddress!, $password: String!) {
      sessionCreate(input: { by: { password: { email: $email, password: $password } }, transport: BEARER }) { tokens { refreshToken } }
    }`,
    { email: personaEntry('member').email, password: personaPassword },
  );
  ({ refreshToken } = (data?.sessionCreate as { tokens: { refreshToken: string } }).tokens);
});
afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  elsewhere.close();
});
beforeEach(() => Object.values(graph.proxies).forEach((proxy) => proxy.reset()));

type Claims = Readonly<Record<string, unknown>>;
const now = () => Math.floor(Date.now() / 1_000);
const good = (): Claims => ({
  sub: personaEntry('member').accountId,
  sid: 'ses_test',
  scope: 'account:read',
  iss: 'nutgraf',
  aud: 'nutgraf',
  iat: now(),
  exp: now() + 60,
});

/** A token that is signed as the users service signs, but for what is changed. */
async function sign(claims: Claims = {}, header: Claims = {}, key: JWK = graph.secrets.accessTokenKey) {
  const all = Object.fromEntries(
    Object.entries({ ...good(), ...claims }).filter(([, value]) => value !== undefined),
  );
  return new SignJWT(all)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: graph.secrets.accessTokenKey.kid, ...header })
    .sign(await importJWK(key, 'EdDSA'));
}

const encode = (value: object) => base64url.encode(JSON.stringify(value));
const unsigned = (header: Claims, signature = '') =>
  `${encode({ typ: 'at+jwt', kid: graph.secrets.accessTokenKey.kid, ...header })}.${encode(good())}.${signature}`;

/** Signed with the published key as if it were a secret. */
function signedWithPublicKey(secret: string | Buffer): string {
  const text = unsigned({ alg: 'HS256' }).slice(0, -1);
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

async function signedByOneself(header: (publicKey: JWK) => Claims): Promise<string> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return sign({}, header(await exportJWK(publicKey)), privateKey.export({ format: 'jwk' }) as JWK);
}

const publicKey = () => createPublicKey({ key: graph.secrets.accessTokenKey as never, format: 'jwk' });

const tokens: readonly (readonly [string, () => Promise<string> | string])[] = [
  ['without a signature', () => unsigned({ alg: 'none' })],
  ['without a signature, in capitals', () => unsigned({ alg: 'NONE' })],
  ['whose signature is cut off', async () => (await sign()).replace(/[^.]+$/, '')],
  [
    'signed with the public key’s PEM as a secret',
    () => signedWithPublicKey(publicKey().export({ type: 'spki', format: 'pem' })),
  ],
  [
    'signed with the public key’s bytes as a secret',
    () => signedWithPublicKey(Buffer.from(String(graph.secrets.accessTokenKey.x), 'base64url')),
  ],
  ['that names another algorithm than its key’s', () => unsigned({ alg: 'ES256' }, 'AAAA')],
  ['for another audience', () => sign({ aud: 'other' })],
  ['for no audience', () => sign({ aud: undefined })],
  ['of another issuer', () => sign({ iss: 'other' })],
  ['of no issuer', () => sign({ iss: undefined })],
  ['of another type', () => sign({}, { typ: 'id+jwt' })],
  ['of no type', () => sign({}, { typ: undefined })],
  ['that expired over 5 s ago', () => sign({ exp: now() - 8 })],
  ['that is not valid yet', () => sign({ nbf: now() + 60 })],
  ['of an unknown key', () => sign({}, { kid: 'other' })],
  ['that brings its own key', () => signedByOneself((jwk) => ({ jwk }))],
  ['that brings its own key under another id', () => signedByOneself((jwk) => ({ kid: 'own', jwk }))],
  [
    'that says where its keys are',
    () => signedByOneself(() => ({ kid: 'own', jku: elsewhereUrl, x5u: elsewhereUrl })),
  ],
  ['that is a refresh token', () => refreshToken],
  ['that says it is a refresh token', () => sign({}, { typ: 'rt+jwt' })],
  ['whose subject is a number', () => sign({ sub: 7 })],
  ['whose subject is an object', () => sign({ sub: { id: 'acc_1' } })],
  ['without a subject', () => sign({ sub: undefined })],
  ['whose end no calendar holds', () => sign({ exp: 1e15 })],
  ['whose end is negative', () => sign({ exp: -1 })],
  ['whose end is a text', () => sign({ exp: '4102444800' })],
  ['without an end', () => sign({ exp: undefined })],
  ['of over 8 KB', () => sign({ padding: 'x'.repeat(8_192) })],
];

const subgraphRequests = () => Object.values(graph.proxies).flatMap(({ requests }) => requests);

test.each(tokens)(
  'B7 refused is a token %s, in the header and in the cookie, and nobody is asked for it',
  async (_, tokenOf) => {
    const token = await tokenOf();
    const answer = await graph.ask('{ viewer { id } topics { id } }', {}, token);
    expect([answer.status, answer.data]).toEqual([401, undefined]);
    expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect([subgraphRequests(), visits]).toEqual([[], 0]);

    // A browser cannot leave its cookies out: it is a guest, and told why.
    const response = await fetch(graph.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `nutgraf_access=${token}` },
      body: JSON.stringify({ query: '{ viewer { id } }' }),
    });
    if (response.status !== 431) {
      expect(await response.json()).toEqual({ data: { viewer: null } });
      expect(response.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
      for (const { headers } of subgraphRequests()) expect(headers).not.toHaveProperty('nutgraf-identity');
    }
    expect(visits).toBe(0);
  },
);

test('B7 accepted is the same token with nothing changed, and up to 5 s after its end', async () => {
  for (const token of [await sign(), await sign({ exp: now() - 2 })]) {
    const { data } = await graph.ask('{ viewer { id } }', {}, token);
    expect(data).toEqual({ viewer: { id: personaEntry('member').accountId } });
  }
});

describe('B7 after the session has ended', () => {
  const viewer = (token: string) => graph.ask('{ viewer { id } }', {}, token);
  const isRefused = ({ status }: GraphAnswer) => status === 401;

  test('B7 no other spelling of its token counts', async () => {
    const token = await graph.signIn('reader');
    await graph.ask('mutation { sessionRevoke { revokedSessionIds } }', {}, token);
    await until(() => viewer(token), isRefused, 5_000);
    for (const spelling of spellingsOf(token)) expect((await viewer(spelling)).status).toBe(401);
    for (const padding of ['=', '==', '%3D']) expect((await viewer(token + padding)).status).toBe(401);
  });
});

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A signature has 64 bytes: of the last character's six bits four say nothing. */
function spellingsOf(token: string): string[] {
  const last = alphabet.indexOf(token.slice(-1));
  return Array.from(
    { length: 16 },
    (_, bits) => token.slice(0, -1) + alphabet.charAt((last & 0b110000) | bits),
  );
}
