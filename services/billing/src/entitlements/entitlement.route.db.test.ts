import type { EntitlementsResponse } from '@nutgraf/contract/billing-events';
import { headers } from '@nutgraf/contract/headers';
import { encodeIdentity, type IdentityClaims } from '@nutgraf/contract/identity';
import { signRequest } from '@nutgraf/contract/signature';
import { serviceClaims } from '@nutgraf/contract/identity';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { accountClaims, startBilling, type RunningBilling } from '../../../../tests/support/billing-service';

let billing: RunningBilling;
beforeAll(async () => (billing = await startBilling({ demo: true })));
afterAll(() => billing[Symbol.asyncDispose]());

const path = '/internal/entitlements';
const staff = accountClaims(personaEntry('billing').accountId, 'admin:billing');

function ask(accountIds: readonly string[]): Promise<EntitlementsResponse> {
  return billing.internal.post<EntitlementsResponse>(path, { accountIds }, { timeoutMs: 5_000 });
}

async function status(method: 'GET' | 'POST', route: string, body: string, claims?: IdentityClaims) {
  const identity = claims && encodeIdentity(claims);
  const signed = { method, path: route, audience: 'billing', identity, body };
  const response = await fetch(`${billing.url}${route}`, {
    method,
    headers: {
      'content-type': 'application/json',
      [headers.signature]: signRequest(signed, billing.keys[0], Date.now()),
      ...(identity !== undefined && { [headers.identity]: identity }),
    },
    ...(method === 'POST' && { body }),
  });
  return response.status;
}

test('answers each account once, in the order asked, with what it may use', async () => {
  const past = personaEntry('past-due').accountId;
  const reader = personaEntry('reader').accountId;
  const { accounts } = await ask([past, reader, past, demoId('acc', 999)]);
  expect(accounts).toMatchObject([
    { accountId: past, version: 1, grants: [{ feature: 'archive' }, { feature: 'members' }] },
    { accountId: reader, version: 0, grants: [] },
    { accountId: demoId('acc', 999), version: 0, grants: [] },
  ]);
  expect(accounts).toHaveLength(3);
});

test('tells what ends in the future and leaves out what is over', async () => {
  const { accountId } = personaEntry('trial');
  const trialEnd = new Date(billing.clock.now().getTime() + 2 * 24 * 60 * 60 * 1000);
  const grants = async () => (await ask([accountId])).accounts[0];
  expect(await grants()).toMatchObject({ version: 1, grants: [{ validUntil: trialEnd.toISOString() }] });
  billing.clock.advance(2 * 24 * 60 * 60 * 1000 - 1);
  expect((await grants())?.grants).toHaveLength(1);
  billing.clock.advance(1);
  expect(await grants()).toEqual({ accountId, version: 1, grants: [] });
  const { data } = await billing.query(
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Account { entitlements { source } } } }',
    { of: [{ __typename: 'Account', id: accountId }] },
    accountClaims(accountId),
  );
  expect(data?._entities).toEqual([{ entitlements: [] }]);
});

test('an account that may start using something later has it in its set, not in its entitlements', async () => {
  const accountId = demoId('acc', 990);
  await billing.dataSource.query('INSERT INTO entitlement_version VALUES ($1, 4)', [accountId]);
  await billing.dataSource.query(
    `INSERT INTO entitlement (id, account_id, feature_id, source, source_id, valid_from, valid_until)
     VALUES ('ent_later', $1, $2, 'COMP', 'cmp_x', '2030-01-01', NULL)`,
    [accountId, demoId('fea', 1)],
  );
  const grant = { feature: 'members', planId: null, validFrom: '2030-01-01T00:00:00.000Z', validUntil: null };
  expect((await ask([accountId])).accounts).toEqual([{ accountId, version: 4, grants: [grant] }]);
  const { data } = await billing.query(
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Account { entitlements { source } } } }',
    { of: [{ __typename: 'Account', id: accountId }] },
    staff,
  );
  expect(data?._entities).toEqual([{ entitlements: [] }]);
});

test.each([
  ['no JSON', '{'],
  ['no ids', '{}'],
  ['ids of something else', JSON.stringify({ accountIds: [demoId('usr', 1)] })],
  ['what no id can be', JSON.stringify({ accountIds: ['acc_\u0000'] })],
  ['no list', JSON.stringify({ accountIds: demoId('acc', 1) })],
  ['101 ids', JSON.stringify({ accountIds: Array.from({ length: 101 }, (_none, n) => demoId('acc', n)) })],
])('%s are refused with 400', async (_what, body) => {
  expect(await status('POST', path, body, serviceClaims('content'))).toBe(400);
});

test('100 ids are answered', async () => {
  const accountIds = Array.from({ length: 100 }, (_none, n) => demoId('acc', n + 1));
  expect((await ask(accountIds)).accounts).toHaveLength(100);
});

describe.each([
  ['POST', path, JSON.stringify({ accountIds: [demoId('acc', 1)] })],
  ['GET', '/internal/events?after=0', ''],
] as const)('%s %s', (method, route, body) => {
  test('is for services', async () => {
    expect(await status(method, route, body, serviceClaims('content'))).toBe(200);
  });

  test.each([
    ['a guest', undefined],
    ['a member', accountClaims(personaEntry('member').accountId)],
    ['staff', staff],
  ])('is forbidden to %s of the graph', async (_who, claims) => {
    expect(await status(method, route, body, claims)).toBe(403);
  });

  test('is refused without a signature', async () => {
    const response = await fetch(`${billing.url}${route}`, { method, ...(method === 'POST' && { body }) });
    expect(response.status).toBe(401);
  });
});
