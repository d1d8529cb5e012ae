import { generateKeyPairSync } from 'node:crypto';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose';
import { refresh, tokensOf } from '../../../../tests/support/session-client';
import { UsersService } from '../../../../tests/support/users-service';

let users: UsersService;
beforeAll(async () => (users = await UsersService.start()));
afterAll(() => users[Symbol.asyncDispose]());

const { email } = personaEntry('reader');
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

const jwksUrl = () => new URL('/.well-known/jwks.json', users.url);

/** As a verifier that has just fetched the keys. */
const verified = (token: string) =>
  jwtVerify(token, createRemoteJWKSet(jwksUrl()), {
    issuer: 'nutgraf',
    audience: 'nutgraf',
    typ: 'at+jwt',
    currentDate: users.clock.now(),
  });

const published = async () => {
  const { keys } = (await (await fetch(jwksUrl())).json()) as { keys: { kid: string; alg: string }[] };
  return keys.map(({ kid, alg }) => [kid, alg]);
};

test('B7: a service restarted with a new key before the old one signs with the new one and publishes both', async () => {
  const before = await tokensOf(users, email);
  const keys = [{ ...p256, kid: 'new' }, users.secrets.accessTokenKey];
  await users.restart({ ACCESS_TOKEN_SIGNING_KEYS: JSON.stringify(keys) });
  expect(await published()).toEqual([
    ['new', 'ES256'],
    ['test', 'EdDSA'],
  ]);

  expect((await verified(before.accessToken)).protectedHeader.kid).toBe('test');
  const { tokens } = await refresh(users, before.refreshToken);
  const after = await verified(tokens?.accessToken ?? '');
  expect(after.protectedHeader).toEqual({ alg: 'ES256', kid: 'new', typ: 'at+jwt' });
  expect(decodeProtectedHeader((await tokensOf(users, email)).accessToken).kid).toBe('new');

  await users.restart({ ACCESS_TOKEN_SIGNING_KEYS: JSON.stringify(keys.slice(0, 1)) });
  await expect(verified(before.accessToken)).rejects.toThrow('no applicable key');
  expect((await verified(tokens?.accessToken ?? '')).payload.sub).toBe(personaEntry('reader').accountId);
});

test('with a P-256 key the parent brings the same claims again, under another signature', async () => {
  await users.restart({ ACCESS_TOKEN_SIGNING_KEYS: JSON.stringify({ ...p256, kid: 'new' }) });
  const { refreshToken } = await tokensOf(users, email);
  const [one, other] = [await refresh(users, refreshToken), await refresh(users, refreshToken)];
  expect(other.tokens?.refreshToken).toBe(one.tokens?.refreshToken);
  const claims = async (token?: string) => (await verified(token ?? '')).payload;
  expect(await claims(other.tokens?.accessToken)).toEqual(await claims(one.tokens?.accessToken));
});
