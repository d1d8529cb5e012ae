import type { EventPage } from '@nutgraf/contract/event';
import type { IdentityClaims } from '@nutgraf/contract/identity';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { InternalClient } from '@nutgraf/kit/http/internal-client';
import { claimsOf, refresh, tokensOf } from '../../../../tests/support/session-client';
import { UsersService } from '../../../../tests/support/users-service';

let users: UsersService;
beforeEach(async () => (users = await UsersService.start()));
afterEach(() => users[Symbol.asyncDispose]());

const reader = personaEntry('reader').email;

const revoke = (claims: IdentityClaims, id?: string) =>
  users.ask(
    {
      query: `mutation ($id: ID) { sessionRevoke(id: $id) { revokedSessionIds errors { code path } } }`,
      variables: { id },
    },
    claims,
  );

const revokeOthers = (claims: IdentityClaims) =>
  users.ask({ query: 'mutation { sessionRevokeAllOthers { revokedSessionIds errors { code } } }' }, claims);

const listed = async (claims: IdentityClaims) => {
  const { data, errors } = await users.ask(
    { query: '{ viewer { sessions { nodes { id isCurrent } } } }' },
    claims,
  );
  return { viewer: data?.viewer, errors };
};

/** The users service's feed, as the gateway reads it. */
async function feed(after = '0', wait = 0): Promise<EventPage['events']> {
  const keys = parseSigningKeys(users.secrets.signingKeys);
  const client = new InternalClient({ self: 'gateway', audience: 'users', url: users.url, keys });
  const path = `/internal/events?after=${after}&wait=${wait}`;
  return (await client.get<EventPage>(path, { timeoutMs: 20_000 })).events;
}

async function person(email = reader) {
  const { accessToken, refreshToken } = await tokensOf(users, email);
  const claims = claimsOf(accessToken);
  return { claims, id: claims.sid ?? '', refreshToken };
}

const unauthenticated = [{ extensions: { code: 'UNAUTHENTICATED' } }];

test('signing out ends this session, and the feed tells everyone who checks tokens', async () => {
  const [here, there] = [await person(), await person()];
  const waiting = feed('0', 10);
  const { data } = await revoke(here.claims);
  expect(data).toEqual({ sessionRevoke: { revokedSessionIds: [here.id], errors: [] } });
  expect(await waiting).toEqual([
    {
      position: expect.stringMatching(/^\d+$/) as string,
      id: expect.stringMatching(/^evt_/) as string,
      aggregateType: 'session',
      aggregateId: here.id,
      type: 'session.revoked',
      version: 1,
      occurredAt: '2026-03-02T09:30:00.250Z',
      payload: { sessionId: here.id, tokensExpireAt: '2026-03-02T09:35:00.000Z', reason: 'SIGNED_OUT' },
    },
  ]);
  expect(await refresh(users, here.refreshToken)).toMatchObject({ session: null });
  expect(await refresh(users, there.refreshToken)).toMatchObject({ errors: [], session: { id: there.id } });
});

test('another session can be ended from here', async () => {
  const [here, there] = [await person(), await person()];
  expect((await revoke(here.claims, there.id)).data).toEqual({
    sessionRevoke: { revokedSessionIds: [there.id], errors: [] },
  });
  expect(await refresh(users, there.refreshToken)).toMatchObject({ session: null });
  expect((await feed()).map(({ payload }) => payload)).toMatchObject([
    { sessionId: there.id, reason: 'SIGNED_OUT_ELSEWHERE' },
  ]);
});

test('all others can be ended at once, and only one’s own', async () => {
  const [here, one, two] = [await person(), await person(), await person()];
  const stranger = await person(personaEntry('member').email);
  const { data } = await revokeOthers(here.claims);
  const { revokedSessionIds } = data?.sessionRevokeAllOthers as { revokedSessionIds: string[] };
  expect(revokedSessionIds.sort()).toEqual([one.id, two.id].sort());
  expect((await feed()).map(({ aggregateId }) => aggregateId).sort()).toEqual([one.id, two.id].sort());
  for (const { refreshToken } of [here, stranger]) {
    expect((await refresh(users, refreshToken)).errors).toEqual([]);
  }
  expect((await revokeOthers(here.claims)).data).toEqual({
    sessionRevokeAllOthers: { revokedSessionIds: [], errors: [] },
  });
});

test('somebody else’s session, an unknown one and one that is over are the same', async () => {
  const [here, over] = [await person(), await person()];
  const stranger = await person(personaEntry('admin').email);
  await revoke(over.claims);
  const before = await feed();
  for (const id of [
    stranger.id,
    over.id,
    'ses_01J00000000000000000000000',
    'ses_\u0000',
    '',
    "x' OR 1=1 --",
  ]) {
    expect(await revoke(here.claims, id)).toMatchObject({
      data: { sessionRevoke: { revokedSessionIds: [], errors: [{ code: 'NOT_FOUND', path: ['id'] }] } },
      errors: undefined,
      cookies: [],
    });
  }
  expect(await feed()).toEqual(before);
  expect((await refresh(users, stranger.refreshToken)).errors).toEqual([]);
});

test('B7: a session that is over cannot act, although its access token has not expired', async () => {
  const [dead, alive] = [await person(), await person()];
  await revoke(alive.claims, dead.id);
  for (const answer of [
    await revoke(dead.claims),
    await revoke(dead.claims, alive.id),
    await revokeOthers(dead.claims),
  ]) {
    expect(answer.errors).toMatchObject(unauthenticated);
    expect(answer.cookies).toEqual([]);
  }
  expect(await listed(dead.claims)).toMatchObject({ viewer: { sessions: null }, errors: unauthenticated });
  expect((await refresh(users, alive.refreshToken)).errors).toEqual([]);
});

test('neither can one that has expired, one of another account, or none at all', async () => {
  const here = await person();
  const stranger = await person(personaEntry('member').email);
  const mixed = { ...here.claims, sid: stranger.id };
  const { sid: _none, ...without } = here.claims;
  for (const claims of [mixed, without]) {
    expect((await revokeOthers(claims)).errors).toMatchObject(unauthenticated);
    expect((await listed(claims)).errors).toMatchObject(unauthenticated);
  }
  users.clock.advance(30 * 86_400_000);
  expect((await revoke(here.claims)).errors).toMatchObject(unauthenticated);
  expect(await feed()).toEqual([]);
});

test('within one request, what was ended is not there any more', async () => {
  const here = await person();
  const query = 'mutation { a: sessionRevoke { errors { code } } b: sessionRevoke { errors { code } } }';
  const { data, errors } = await users.ask({ query }, here.claims);
  expect(data).toEqual({ a: { errors: [] }, b: null });
  expect(errors).toMatchObject([{ path: ['b'], extensions: { code: 'UNAUTHENTICATED' } }]);
});

test('sessions that end each other all at once leave one, or none', async () => {
  const people = await Promise.all(Array.from({ length: 8 }, () => person()));
  const answers = await Promise.all(people.map(({ claims }) => revokeOthers(claims)));
  const codes = answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code));
  expect(codes).toEqual(Array.from({ length: 7 }, () => 'UNAUTHENTICATED'));
  expect(new Set((await feed()).map(({ aggregateId }) => aggregateId)).size).toBe(7);
});

test('a refresh that meets a sign-out loses nothing: the event covers its token', async () => {
  for (let round = 0; round < 10; round++) {
    const here = await person();
    users.clock.advance(60_000);
    const now = users.clock.now().getTime();
    const [refreshed, out] = await Promise.all([refresh(users, here.refreshToken), revoke(here.claims)]);
    expect(out.errors).toBeUndefined();
    const [event] = (await feed()).slice(-1);
    const { tokensExpireAt } = event?.payload as { tokensExpireAt: string };
    const issued = refreshed.tokens?.accessTokenExpiresAt ?? '';
    expect(tokensExpireAt >= issued).toBe(true);
    expect(Date.parse(tokensExpireAt)).toBeGreaterThan(now);
  }
});

test('when tokens live shorter than before, the event covers those of before', async () => {
  const here = await person();
  await users.restart({ ACCESS_TOKEN_TTL_SECONDS: '60' });
  expect((await refresh(users, here.refreshToken)).tokens).toMatchObject({
    accessTokenExpiresAt: '2026-03-02T09:31:00.000Z',
  });
  await revoke(here.claims);
  expect((await feed()).map(({ payload }) => payload)).toMatchObject([
    { tokensExpireAt: '2026-03-02T09:35:00.000Z' },
  ]);
});

test('when tokens live longer than before, the one that is brought again does not', async () => {
  const here = await person();
  const once = await refresh(users, here.refreshToken);
  await users.restart({ ACCESS_TOKEN_TTL_SECONDS: '3600' });
  expect((await refresh(users, here.refreshToken)).tokens).toEqual(once.tokens);
});

test('the feed is for services only', async () => {
  const response = await fetch(`${users.url}/internal/events?after=0`);
  expect(response.status).toBe(401);
});
