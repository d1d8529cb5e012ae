import { Cleanup } from '../http/fixtures/cleanup';
import { audience, type Issuer, startIssuer } from '../http/fixtures/issuer';
import { identifyByToken } from './identify';
import { TokensUncheckable } from './token-refusal';

const cleanup = new Cleanup();
afterEach(cleanup.run);

const now = () => Math.floor(Date.now() / 1_000);

async function start() {
  const issuer = cleanup.add(await startIssuer());
  const failures: unknown[] = [];
  const rules = {
    jwksUrl: issuer.jwksUrl,
    issuer: issuer.url,
    audience,
    algorithms: ['EdDSA', 'ES256'],
    types: ['at+jwt', 'JWT'],
    clockToleranceSeconds: 5,
  };
  const byToken = identifyByToken(rules, (error) => failures.push(error));
  const identify = (authorization: string | undefined) => byToken({ authorization });
  return { issuer, failures, identify };
}

it('tells subgraphs the claims without those that were checked', async () => {
  const { issuer, identify } = await start();
  const token = await issuer.sign({ scope: 'a b', sid: 's1', roles: ['x'], jti: 'j', nbf: now() });
  expect(await identify(`Bearer ${token}`)).toEqual({
    kind: 'caller',
    claims: { sub: 'acc_1', scope: 'a b', sid: 's1', roles: ['x'] },
  });
});

it('no token is an anonymous caller, for whom no keys are fetched', async () => {
  const { issuer, identify } = await start();
  expect(await identify(undefined)).toEqual({ kind: 'anonymous' });
  expect(issuer.fetches()).toBe(0);
});

it.each<[string, (issuer: Issuer) => Promise<string>]>([
  ['just expired', (issuer) => issuer.sign({ exp: now() - 3 })],
  ['of plain type', (issuer) => issuer.sign({}, { typ: 'jwt' })],
  ['of a full media type', (issuer) => issuer.sign({}, { typ: 'application/at+jwt' })],
  ['for several audiences', (issuer) => issuer.sign({ aud: ['other', audience] })],
])('accepts a token %s', async (_, tokenOf) => {
  const { issuer, identify } = await start();
  expect(await identify(`bearer ${await tokenOf(issuer)}`)).toMatchObject({ kind: 'caller' });
});

it.each(['Basic abc', 'Bearer', 'Bearer a b', ''])('refuses the header "%s"', async (header) => {
  const { identify } = await start();
  await expect(identify(header)).rejects.toThrow('must be "Bearer <access token>"');
});

describe('keys', () => {
  it('are fetched once for many tokens', async () => {
    const { issuer, identify } = await start();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => issuer.sign()));
    await Promise.all(tokens.map((token) => identify(`Bearer ${token}`)));
    expect(issuer.fetches()).toBe(1);
  });

  it('last seen stay good while the issuer is away', async () => {
    const { issuer, identify } = await start();
    const token = await issuer.sign();
    await identify(`Bearer ${token}`);
    await issuer.stop();
    expect(await identify(`Bearer ${token}`)).toMatchObject({ kind: 'caller' });
  });

  it('never seen mean that nobody can tell', async () => {
    const { issuer, identify, failures } = await start();
    const token = await issuer.sign();
    await issuer.stop();
    await expect(identify(`Bearer ${token}`)).rejects.toThrow(TokensUncheckable);
    expect(failures).toHaveLength(1);
  });
});
