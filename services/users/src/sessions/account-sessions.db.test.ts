import type { IdentityClaims } from '@nutgraf/contract/identity';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { claimsOf, signIn, tokensOf } from '../../../../tests/support/session-client';
import { UsersService } from '../../../../tests/support/users-service';

let users: UsersService;
beforeEach(async () => (users = await UsersService.start()));
afterEach(() => users[Symbol.asyncDispose]());

const reader = personaEntry('reader');

interface Page {
  readonly nodes: { id: string; isCurrent: boolean; deviceName: string | null }[];
  readonly edges: { cursor: string }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
  readonly totalCount: number;
}

async function page(claims: IdentityClaims, args: { first?: number; after?: string | null } = {}) {
  const query = `query ($first: Int, $after: String) { viewer { sessions(first: $first, after: $after) {
    nodes { id isCurrent deviceName ipAddress createdAt lastSeenAt expiresAt }
    edges { cursor } pageInfo { hasNextPage endCursor } totalCount } } }`;
  const { data, errors } = await users.ask({ query, variables: args }, claims);
  expect(errors).toBeUndefined();
  return (data?.viewer as { sessions: Page }).sessions;
}

/** Signs in so many times, a minute apart. */
async function sessions(count: number): Promise<{ ids: string[]; claims: IdentityClaims }> {
  const ids: string[] = [];
  let claims: IdentityClaims = { sub: '' };
  for (let index = 0; index < count; index++) {
    claims = claimsOf((await tokensOf(users, reader.email)).accessToken);
    ids.push(claims.sid ?? '');
    users.clock.advance(60_000);
  }
  return { ids, claims };
}

test('the owner sees where the account is signed in, newest first', async () => {
  const client = { address: '203.0.113.7', userAgent: null };
  const { session } = await signIn(users, reader.email, { client });
  users.clock.advance(1_000);
  const { accessToken } = await tokensOf(users, reader.email);
  await tokensOf(users, personaEntry('member').email);
  const { nodes, totalCount } = await page(claimsOf(accessToken));
  expect(totalCount).toBe(2);
  expect(nodes).toEqual([
    expect.objectContaining({ id: claimsOf(accessToken).sid, isCurrent: true, ipAddress: null }),
    {
      id: session?.id,
      isCurrent: false,
      deviceName: null,
      ipAddress: '203.0.113.7',
      createdAt: '2026-03-02T09:30:00.250Z',
      lastSeenAt: '2026-03-02T09:30:00.250Z',
      expiresAt: '2026-04-01T09:30:00.250Z',
    },
  ]);
});

test('pages cover every session once', async () => {
  const { ids, claims } = await sessions(7);
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const { nodes, pageInfo } = await page(claims, { first: 3, after });
    seen.push(...nodes.map(({ id }) => id));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen).toEqual(ids.reverse());
});

test('what is over is not listed', async () => {
  await sessions(2);
  users.clock.advance(29 * 86_400_000);
  const { ids, claims } = await sessions(1);
  users.clock.advance(86_400_000);
  const { nodes, totalCount } = await page(claims);
  expect([nodes.map(({ id }) => id), totalCount]).toEqual([ids, 1]);
});

test('nobody else sees them, staff neither', async () => {
  await sessions(1);
  const admin = claimsOf((await tokensOf(users, personaEntry('admin').email)).accessToken);
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Account { id sessions { totalCount } } } }`;
  const variables = { of: [{ __typename: 'Account', id: reader.accountId }] };
  const { data, errors } = await users.ask({ query, variables }, admin);
  expect(errors).toBeUndefined();
  expect(data?._entities).toEqual([{ id: reader.accountId, sessions: null }]);
});

test('a cursor of another list is refused', async () => {
  const { claims } = await sessions(1);
  const other = claimsOf((await tokensOf(users, personaEntry('member').email)).accessToken);
  const { edges } = await page(other);
  const query = `{ viewer { sessions(after: "${edges[0]?.cursor}") { totalCount } } }`;
  const { errors } = await users.ask({ query }, claims);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});

test('listing costs the same for one session as for many', async () => {
  const { claims } = await sessions(1);
  const few = await users.costOf(() => page(claims));
  await sessions(12);
  expect(await users.costOf(() => page(claims))).toEqual(few);
});
