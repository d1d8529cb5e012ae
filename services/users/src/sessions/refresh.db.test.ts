import { randomBytes } from 'node:crypto';
import type { IdentityClaims } from '@nutgraf/contract/identity';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { decodeJwt } from 'jose';
import { claimsOf, refresh, signIn, tokensOf } from '../../../../tests/support/session-client';
import { UsersService } from '../../../../tests/support/users-service';
import { connectUsersDatabase } from '../database';

let users: UsersService;
beforeEach(async () => (users = await UsersService.start()));
afterEach(() => users[Symbol.asyncDispose]());

const { email, accountId } = personaEntry('reader');

async function sql<Row>(statement: string, parameters: unknown[] = []): Promise<Row[]> {
  const database = await connectUsersDatabase(users.database.url);
  try {
    return await database.query<Row[]>(statement, parameters);
  } finally {
    await database.destroy();
  }
}

const sessionIds = async () =>
  (await sql<{ id: string }>('SELECT id FROM session ORDER BY id')).map(({ id }) => id);
const revocations = () => sql<{ payload: object }>('SELECT payload FROM outbox ORDER BY position');
const dead = [{ code: 'INVALID_OR_EXPIRED_TOKEN', message: expect.any(String) as string }];
const sessionOf = (token: string) => claimsOf(token).sid ?? '';

/** The token of a refresh that must succeed. */
async function next(token: string): Promise<string> {
  const { tokens, errors } = await refresh(users, token);
  expect(errors).toEqual([]);
  return tokens?.refreshToken ?? '';
}

test('a refresh gives the same session new tokens and a longer life', async () => {
  const client = { address: '203.0.113.7', userAgent: null };
  const first = await signIn(users, email, { client });
  expect(first.session).toMatchObject({ ipAddress: '203.0.113.7', isCurrent: true });
  expect(first.tokens).toMatchObject({
    accessTokenExpiresAt: '2026-03-02T09:35:00.000Z',
    refreshTokenExpiresAt: '2026-04-01T09:30:00.250Z',
  });

  users.clock.advance(3_600_000);
  const moved = { address: '2001:db8::1', userAgent: null };
  const second = await refresh(users, first.tokens?.refreshToken ?? '', { client: moved });
  expect(second.errors).toEqual([]);
  expect(second.account).toEqual(first.account);
  expect(second.session).toEqual({
    id: first.session?.id,
    isCurrent: true,
    ipAddress: '2001:db8::1',
    createdAt: '2026-03-02T09:30:00.250Z',
    lastSeenAt: '2026-03-02T10:30:00.250Z',
    expiresAt: '2026-04-01T10:30:00.250Z',
  });
  expect(second.tokens?.refreshToken).not.toBe(first.tokens?.refreshToken);
  expect(decodeJwt(second.tokens?.accessToken ?? '')).toMatchObject({
    sub: accountId,
    sid: first.session?.id,
    iat: Date.parse('2026-03-02T10:30:00Z') / 1000,
    exp: Date.parse('2026-03-02T10:35:00Z') / 1000,
  });
});

test('roles and scopes are those of the moment', async () => {
  const { refreshToken } = await tokensOf(users, email);
  await sql(`UPDATE account SET roles = '{READER,AUTHOR}' WHERE id = $1`, [accountId]);
  const { tokens } = await refresh(users, refreshToken);
  expect(claimsOf(tokens?.accessToken ?? '').scope).toBe('account:read content:comment content:write');
});

test('F9, B8: one refresh token presented 50 times in parallel makes one new pair', async () => {
  const { refreshToken } = await tokensOf(users, email);
  // No two of them at the same time, as in life.
  const now = users.clock.now.bind(users.clock);
  jest.spyOn(users.clock, 'now').mockImplementation(() => {
    users.clock.advance(7);
    return now();
  });
  const answers = await Promise.all(Array.from({ length: 50 }, () => refresh(users, refreshToken)));
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  expect(new Set(answers.map(({ tokens }) => JSON.stringify(tokens))).size).toBe(1);
  expect(await sessionIds()).toHaveLength(1);
  await next(answers[0]?.tokens?.refreshToken ?? '');
});

test('F9: within ten seconds the parent brings the very same pair again', async () => {
  const { refreshToken } = await tokensOf(users, email);
  users.clock.advance(100_700);
  const once = await refresh(users, refreshToken);
  users.clock.advance(10_000);
  const again = await refresh(users, refreshToken);
  expect(again.tokens).toEqual(once.tokens);
  expect(again.session).toEqual(once.session);
});

test('F9: after ten seconds the parent ends the session for everyone', async () => {
  const { refreshToken, accessToken } = await tokensOf(users, email);
  const bystander = await tokensOf(users, email);
  const active = await next(refreshToken);
  users.clock.advance(10_001);
  expect(await refresh(users, refreshToken)).toMatchObject({ tokens: null, session: null, errors: dead });
  expect(await refresh(users, active)).toMatchObject({ tokens: null, errors: dead });
  expect(await sessionIds()).toEqual([sessionOf(bystander.accessToken)]);
  expect(await revocations()).toEqual([
    {
      payload: {
        sessionId: sessionOf(accessToken),
        tokensExpireAt: '2026-03-02T09:35:00.000Z',
        reason: 'REFRESH_TOKEN_REUSED',
      },
    },
  ]);
});

test('F9: what is older than the parent ends the session at once, and the log says so without a token', async () => {
  const { refreshToken, accessToken } = await tokensOf(users, email);
  const parent = await next(refreshToken);
  const active = await next(parent);
  expect(await refresh(users, refreshToken)).toMatchObject({ tokens: null, errors: dead });
  for (const token of [parent, active]) expect(await refresh(users, token)).toMatchObject({ errors: dead });

  const warnings = users.log.map((line) => JSON.parse(line) as { level: number; msg: string });
  expect(warnings.filter(({ level }) => level >= 40)).toEqual([
    expect.objectContaining({
      sessionId: sessionOf(accessToken),
      accountId,
      msg: 'a refresh token was used again: its session is revoked',
    }),
  ]);
  for (const token of [refreshToken, parent, active]) expect(users.log.join('')).not.toContain(token);
});

test('a token that was never issued ends nothing, whoever knows the session', async () => {
  const { refreshToken } = await tokensOf(users, email);
  const active = await next(refreshToken);
  const forge = (prefix: string) => `${prefix}${randomBytes(48).toString('base64url')}`;
  const prefix = active.slice(0, active.length - 64);
  const flipped = active.slice(0, -1) + (active.endsWith('A') ? 'B' : 'A');
  for (const token of [
    forge(prefix),
    flipped,
    `${active}A`,
    ` ${active}`,
    active.toUpperCase(),
    '',
    'rft_',
  ]) {
    expect(await refresh(users, token)).toMatchObject({ tokens: null, errors: dead });
  }
  users.clock.advance(60_000);
  expect(await refresh(users, forge(prefix))).toMatchObject({ tokens: null, errors: dead });
  await next(active);
  expect(await revocations()).toEqual([]);
});

test('a token of one session is none of another', async () => {
  const mine = (await tokensOf(users, email)).refreshToken;
  const theirs = (await tokensOf(users, personaEntry('member').email)).refreshToken;
  const swapped = theirs.slice(0, theirs.length - 64) + mine.slice(-64);
  expect(await refresh(users, swapped)).toMatchObject({ errors: dead });
  await next(theirs);
  await next(mine);
});

test('tokens are stored as hashes only', async () => {
  const { refreshToken } = await tokensOf(users, email);
  const active = await next(refreshToken);
  const dump = JSON.stringify(await sql('SELECT session::text FROM session'));
  for (const token of [refreshToken, active]) {
    const bytes = Buffer.from(token.slice(-64), 'base64url');
    expect(dump).not.toContain(token.slice(-64));
    expect(dump).not.toContain(bytes.subarray(0, 16).toString('hex'));
  }
});

describe('when keys are rotated', () => {
  const key = (name: string) => `${name}:${randomBytes(32).toString('base64')}`;

  test('F9: nobody is signed out, and the ten seconds go on', async () => {
    const { refreshToken } = await tokensOf(users, email);
    const once = await refresh(users, refreshToken);
    const fresh = key('fresh');
    await users.restart({ REFRESH_TOKEN_KEYS: `${fresh},${users.secrets.refreshTokenKeys}` });
    users.clock.advance(9_000);
    expect((await refresh(users, refreshToken)).tokens).toEqual(once.tokens);

    const made = await next(once.tokens?.refreshToken ?? '');
    await users.restart({ REFRESH_TOKEN_KEYS: fresh });
    const active = await next(made);
    // The very first was made under a key that is gone: it is nothing any more, not even a sign of theft.
    expect(await refresh(users, refreshToken)).toMatchObject({ errors: dead });
    const last = await next(active);
    // This one was made under a key that is known: it is.
    expect(await refresh(users, made)).toMatchObject({ errors: dead });
    expect(await refresh(users, last)).toMatchObject({ errors: dead });
  });

  test('an active token of a key that is gone still works', async () => {
    const { refreshToken } = await tokensOf(users, email);
    await users.restart({ REFRESH_TOKEN_KEYS: key('other') });
    await next(refreshToken);
  });
});

test('B8: a refresh costs the same whatever is wrong with the token, and however many sessions there are', async () => {
  const statements = async (work: () => Promise<unknown>) => (await users.costOf(work)).statements;
  const { refreshToken } = await tokensOf(users, email);
  const prefix = refreshToken.slice(0, refreshToken.length - 64);
  const forged = randomBytes(48).toString('base64url');
  const wrong = await statements(() => refresh(users, prefix + forged));
  const unknown = await statements(() => refresh(users, `rft_01J00000000000000000000000_${forged}`));
  expect([wrong, unknown]).toEqual([3, 3]);

  const first = await statements(() => next(refreshToken));
  for (let count = 0; count < 10; count++) await tokensOf(users, email);
  const { refreshToken: other } = await tokensOf(users, email);
  const later = await statements(() => next(other));
  expect([first, later]).toEqual([5, 5]);
  expect(await statements(() => tokensOf(users, email))).toBe(7);
});

test('B7: a refresh token is no access token', async () => {
  const { refreshToken } = await tokensOf(users, email);
  expect(() => claimsOf(refreshToken)).toThrow('Invalid JWT');
  const nobody: IdentityClaims = { sub: accountId, sid: refreshToken, scope: 'account:read' };
  const { data, errors } = await users.ask({ query: '{ viewer { sessions { totalCount } } }' }, nobody);
  expect(data?.viewer).toEqual({ sessions: null });
  expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
});
