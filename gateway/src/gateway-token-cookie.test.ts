import { createGateway } from './gateway';
import { Cleanup } from './http/fixtures/cleanup';
import { ask, faults, send } from './http/fixtures/client';
import { audience, type Issuer, startIssuer } from './http/fixtures/issuer';
import { compose, startSubgraph, type TestSubgraph } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
let issuer: Issuer;
let subgraph: TestSubgraph;
let url: string;
beforeEach(async () => {
  issuer = cleanup.add(await startIssuer());
  const types = 'type Query { open: Int mine: Int @authenticated } type Mutation { act: Int }';
  const one = () => 1;
  subgraph = cleanup.add(
    await startSubgraph('one', types, { Query: { open: one, mine: one }, Mutation: { act: one } }),
  );
  const jwt = { jwksUrl: issuer.jwksUrl, issuer: issuer.url, audience, cookie: '__Host-access' };
  const options = { supergraph: compose([subgraph]), http: { port: 0 }, log: { level: 'silent' } } as const;
  ({ url } = cleanup.add(await createGateway({ ...options, identity: { jwt } })));
});
afterEach(cleanup.run);

const challenge = 'Bearer error="invalid_token"';
const expired = () => issuer.sign({ exp: Math.floor(Date.now() / 1_000) - 60 });
const cookieOf = (token: string) => ({ cookie: `a=b; __Host-access=${token}; c=d` });

it('a token in the configured cookie tells who is asking', async () => {
  const answer = await ask(url, '{ mine }', { headers: cookieOf(await issuer.sign()) });
  expect([answer.data, answer.headers.has('www-authenticate')]).toEqual([{ mine: 1 }, false]);
});

it('the header wins over the cookie, good or bad', async () => {
  const [good, bad] = [await issuer.sign(), await expired()];
  const both = (header: string, cookie: string) =>
    ask(url, '{ mine }', { headers: { authorization: `Bearer ${header}`, ...cookieOf(cookie) } });
  const answer = await both(good, bad);
  expect([answer.data, answer.headers.has('www-authenticate')]).toEqual([{ mine: 1 }, false]);
  expect((await both(bad, good)).status).toBe(401);
});

it.each<[string, () => string | Promise<string>]>([
  ['has expired', expired],
  ['is of another issuer', () => issuer.sign({ iss: 'http://other' })],
  ['is no token', () => 'abc'],
  ['is too long', () => issuer.sign({ padding: 'x'.repeat(8_192) })],
])('one in the cookie that %s makes a guest, who is told to renew it', async (_, tokenOf) => {
  const answer = await ask(url, '{ open mine }', { headers: cookieOf(await tokenOf()) });
  expect([answer.status, answer.data, faults(answer)]).toEqual([
    200,
    { open: 1, mine: null },
    ['UNAUTHENTICATED mine'],
  ]);
  expect(answer.headers.get('www-authenticate')).toBe(challenge);
  const renewal = await ask(url, 'mutation { act }', { headers: cookieOf(await tokenOf()) });
  expect([renewal.status, renewal.data]).toEqual([200, { act: 1 }]);
});

it('an empty cookie, or another one, is none', async () => {
  for (const cookie of ['__Host-access=', '__host-access=abc', 'a=b']) {
    const answer = await ask(url, '{ open }', { headers: { cookie } });
    expect([answer.data, answer.headers.has('www-authenticate')]).toEqual([{ open: 1 }, false]);
  }
});

it('no token can be checked without keys, in the cookie as in the header', async () => {
  const token = await issuer.sign();
  await issuer.stop();
  expect((await ask(url, '{ open }', { headers: cookieOf(token) })).status).toBe(503);
});

describe('B5: with a session in a cookie, another site can start no mutation', () => {
  const body = JSON.stringify({ query: 'mutation { act }' });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    undefined,
    'text/plain; application/json',
  ])('by a form or a beacon of type %s', async (type) => {
    const headers = { ...cookieOf(await issuer.sign()), ...(type && { 'content-type': type }) };
    const answer = await send(url, { body: Buffer.from(body), headers });
    expect([answer.status, faults(answer)]).toEqual([400, ['BAD_REQUEST']]);
    expect(subgraph.requests).toEqual([]);
  });

  it('by a link or an image, with or without a preflight', async () => {
    const query = encodeURIComponent('mutation { act }');
    for (const preflight of [{}, { 'apollo-require-preflight': 'true' }]) {
      const headers = { ...cookieOf(await issuer.sign()), ...preflight };
      const { status } = await send(`${url}?query=${query}`, { method: 'GET', headers });
      expect(status).toBeGreaterThanOrEqual(400);
    }
    expect(subgraph.requests).toEqual([]);
  });
});
