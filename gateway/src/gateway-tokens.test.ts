import { base64url, exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT, UnsecuredJWT } from 'jose';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import { type AddressInfo } from 'node:net';
import { createGateway } from './gateway';
import { Cleanup } from './http/fixtures/cleanup';
import { ask, faults } from './http/fixtures/client';
import { audience, type Issuer, startIssuer } from './http/fixtures/issuer';
import { startLibrary } from './http/fixtures/library';
import { compose, type TestSubgraph } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
let issuer: Issuer;
let books: TestSubgraph;
let url: string;
let elsewhere: Elsewhere;
beforeAll(async () => {
  issuer = cleanup.add(await startIssuer());
  elsewhere = cleanup.add(await startElsewhere());
  const library = await startLibrary(cleanup);
  [books] = library;
  const jwt = { jwksUrl: issuer.jwksUrl, issuer: issuer.url, audience };
  const options = { supergraph: compose(library), http: { port: 0 }, log: { level: 'silent' } } as const;
  ({ url } = cleanup.add(await createGateway({ ...options, identity: { jwt } })));
});
afterAll(cleanup.run);

const now = () => Math.floor(Date.now() / 1_000);
const askWith = (token: string) =>
  ask(url, '{ book(id: "7") { title } }', { headers: { authorization: `Bearer ${token}` } });

type TokenOf = () => Promise<string>;
const claiming = (changed: Record<string, unknown>) => () => issuer.sign(changed);
/** Times are taken when the token is made. */
const timed = (name: 'exp' | 'nbf' | 'iat', seconds: number) => () =>
  issuer.sign({ [name]: now() + seconds });
const headed = (header: Record<string, unknown>) => () => issuer.sign({}, header);

describe('B7: refused, and nothing fetched for it, is a token', () => {
  it.each<[string, TokenOf]>([
    ['with algorithm none', () => unsecured()],
    ['with algorithm None', () => unsecured('None')],
    ['with its signature cut off', async () => (await issuer.sign()).replace(/[^.]+$/, '')],
    ['whose algorithm is the secret kind, with the public key as secret', () => signedWithPublicKey()],
    ['with other claims than were signed', () => withClaims({ sub: 'acc_2' })],
    [
      'with another header than was signed',
      () => withHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: 'k0', a: 1 }),
    ],
    ['for another audience', claiming({ aud: 'other' })],
    ['for others only', claiming({ aud: ['other', `${audience}x`] })],
    ['of another issuer', claiming({ iss: 'http://other' })],
    ['of an issuer with a slash too many', () => issuer.sign({ iss: `${issuer.url}/` })],
    ['of another type', headed({ typ: 'id+jwt' })],
    ['that is a refresh token by its type', headed({ typ: 'rt+jwt' })],
    ['that is a refresh token by its form', () => Promise.resolve('rft_4ZK0RhJ2x9')],
    ['without audience', claiming({ aud: undefined })],
    ['without issuer', claiming({ iss: undefined })],
    ['without type', headed({ typ: undefined })],
    ['without end', claiming({ exp: undefined })],
    ['without subject', claiming({ sub: undefined })],
    ['with an empty subject', claiming({ sub: '' })],
    ['with a number for a subject', claiming({ sub: 7 })],
    ['with a list for a subject', claiming({ sub: ['acc_1'] })],
    ['with a number for a session', claiming({ sid: 7 })],
    ['with a list for a scope', claiming({ scope: ['a'] })],
    ['that expired over 5 s ago', timed('exp', -7)],
    ['that is not valid yet', timed('nbf', 60)],
    ['with text for a beginning', claiming({ nbf: 'now' })],
    ['with text for an end', claiming({ exp: '4102444800' })],
    ['with null for an end, as NaN is written', claiming({ exp: null })],
    ['with an end before 1970', claiming({ exp: -1 })],
    ['with an end of zero', claiming({ exp: 0 })],
    ['with an end that no calendar holds', claiming({ exp: 1e15 })],
    ['with an end beyond all numbers', () => withText(`"exp":1e999`)],
    ['of an unknown key', headed({ kid: 'other' })],
    ['that brings its own key', () => selfSigned((jwk) => ({ kid: 'k0', jwk }))],
    ['that brings its own key under another id', () => selfSigned((jwk) => ({ kid: 'own', jwk }))],
    ['that names its own key set', () => selfSigned(() => ({ kid: 'own', jku: elsewhere.url }))],
    ['that names its own certificate', () => selfSigned(() => ({ kid: 'own', x5u: elsewhere.url }))],
    ['that brings its own certificate', () => selfSigned(() => ({ kid: 'own', x5c: ['MIIB'] }))],
    ['with a critical extension that nobody knows', () => withCritical()],
    ['of over 8 KB', claiming({ padding: 'x'.repeat(8_192) })],
    ['of four parts', async () => `${await issuer.sign()}.x`],
    ['that is no token', () => Promise.resolve('abc')],
  ])('%s', async (_, tokenOf) => {
    const answer = await askWith(await tokenOf());
    expect([answer.status, faults(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect(answer).not.toHaveProperty('data');
    expect([books.requests.length, elsewhere.visits()]).toEqual([0, 0]);
  });

  it('beside another one', async () => {
    const token = await issuer.sign();
    const { hostname, port, pathname } = new URL(`${url}?query={__typename}`);
    const asked = request({ hostname, port, path: `${pathname}?query={__typename}` });
    asked.setHeader('authorization', [`Bearer ${token}`, `Bearer ${token}`]);
    asked.setHeader('content-type', 'application/json').end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).toBe(401);
  });
});

it.each<[string, TokenOf]>([
  ['that expired within 5 s', timed('exp', -2)],
  ['whose beginning is within 5 s', timed('nbf', 3)],
  // RFC 7519: `iat` tells its age, and `nbf` from when it counts.
  ['that was issued in the future', timed('iat', 60)],
  ['whose claims were written by hand', () => withText('"exp":4102444800')],
  ['that brings a key nobody looks at', headed({ jwk: { kty: 'OKP', crv: 'Ed25519', x: 'x' } })],
  ['that names a key set nobody looks at', () => issuer.sign({}, { jku: elsewhere.url, x5u: elsewhere.url })],
])('B7: accepted is a token %s', async (_, tokenOf) => {
  const before = books.requests.length;
  expect((await askWith(await tokenOf())).status).toBe(200);
  expect([books.requests.length - before, elsewhere.visits()]).toEqual([1, 0]);
});

/** Good claims. */
function claims(changed: Record<string, unknown> = {}) {
  return { sub: 'acc_1', iss: issuer.url, aud: audience, exp: now() + 60, ...changed };
}

function encoded(value: object): string {
  return base64url.encode(JSON.stringify(value));
}

function unsecured(alg?: string): Promise<string> {
  if (alg === undefined) return Promise.resolve(new UnsecuredJWT(claims()).encode());
  return Promise.resolve(`${encoded({ alg, typ: 'at+jwt', kid: 'k0' })}.${encoded(claims())}.`);
}

async function signedWithPublicKey(): Promise<string> {
  const { keys } = (await (await fetch(issuer.jwksUrl)).json()) as { keys: { x: string; kid: string }[] };
  const [{ x, kid }] = keys as [{ x: string; kid: string }];
  const header = { alg: 'HS256', typ: 'at+jwt', kid };
  return new SignJWT(claims()).setProtectedHeader(header).sign(base64url.decode(x));
}

async function withClaims(changed: Record<string, unknown>): Promise<string> {
  const [header, , signature] = (await issuer.sign()).split('.');
  return [header, encoded(claims(changed)), signature].join('.');
}

async function withHeader(header: object): Promise<string> {
  const [, payload, signature] = (await issuer.sign()).split('.');
  return [encoded(header), payload, signature].join('.');
}

/** Signed as it should be, over claims that are written by hand. */
function withText(claim: string): Promise<string> {
  const rest = JSON.stringify(claims({ exp: undefined })).slice(1);
  return issuer.signText(`{${claim},${rest}`);
}

async function selfSigned(header: (jwk: object) => object): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const own = header(await exportJWK(publicKey));
  const protectedHeader = { alg: 'EdDSA', typ: 'at+jwt', ...own } as JWTHeaderParameters;
  return new SignJWT(claims()).setProtectedHeader(protectedHeader).sign(privateKey);
}

function withCritical(): Promise<string> {
  return issuer.sign({}, { crit: ['urn:unknown'], 'urn:unknown': true });
}

interface Elsewhere {
  readonly url: string;
  visits(): number;
  stop(): Promise<void>;
}

/** Where tokens would like the gateway to look. */
async function startElsewhere(): Promise<Elsewhere> {
  let visits = 0;
  const server = createServer((_, response) => {
    visits += 1;
    response.end('{"keys": []}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = async () => void (await new Promise((resolve) => server.close(resolve)));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, visits: () => visits, stop };
}
