import type { AccountEntitlements, EntitlementsResponse } from '@nutgraf/contract/billing-events';
import type { EventPage } from '@nutgraf/contract/event';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import {
  accountClaims,
  billingNow,
  startBilling,
  type RunningBilling,
} from '../../../../tests/support/billing-service';

let billing: RunningBilling;
beforeAll(async () => (billing = await startBilling({ demo: true })));
afterAll(() => billing[Symbol.asyncDispose]());

const staffId = personaEntry('billing').accountId;
const staff = accountClaims(staffId, 'admin:billing');
const plan = demoId('pln', 2);
const later = '2026-09-01T00:00:00.000Z';
const latest = '2027-01-01T00:00:00.000Z';
const now = billingNow.toISOString();

let people = 500;
/** An account that no other test has. */
const nextAccount = () => demoId('acc', ++people);
let keys = 0;
const nextKey = () => `key-${++keys}`;

interface Input {
  accountId: string;
  planId?: string;
  until?: string;
  note?: string;
  key?: string;
}

async function comp({
  accountId,
  planId = plan,
  until = later,
  note = 'For the panel.',
  key = nextKey(),
}: Input) {
  const { data, errors } = await billing.query(
    `mutation ($accountId: ID!, $planId: ID!, $until: DateTime!, $note: String!, $key: ID!) {
      entitlementComp(accountId: $accountId, planId: $planId, until: $until, note: $note, idempotencyKey: $key) {
        account { id entitlements { source feature { code } plan { id } validFrom validUntil } }
        errors { __typename code path message }
      }
    }`,
    { accountId, planId, until, note, key },
    staff,
  );
  expect(errors).toBeUndefined();
  return data?.entitlementComp as {
    account: { id: string; entitlements: { source: string; validUntil: string }[] } | null;
    errors: { code: string; path: string[] | null }[];
  };
}

async function known(accountId: string): Promise<AccountEntitlements | undefined> {
  const answer = await billing.internal.post<EntitlementsResponse>(
    '/internal/entitlements',
    { accountIds: [accountId] },
    { timeoutMs: 5_000 },
  );
  return answer.accounts[0];
}

async function published(accountId: string): Promise<AccountEntitlements[]> {
  const { events } = await billing.internal.get<EventPage>('/internal/events?after=0', { timeoutMs: 5_000 });
  const own = events.filter(({ aggregateId }) => aggregateId === accountId);
  for (const event of own) {
    expect(event).toMatchObject({ type: 'entitlements.changed', aggregateType: 'account' });
  }
  return own.map(({ payload }) => payload as AccountEntitlements);
}

function audits(accountId: string) {
  return billing.dataSource.query<{ note: string; until: Date; actor: string; at: Date }[]>(
    `SELECT note, until, actor_account_id AS actor, created_at AS at
     FROM entitlement_comp WHERE account_id = $1 ORDER BY id`,
    [accountId],
  );
}

test('a complimentary membership is valid at once, published and audited', async () => {
  const accountId = nextAccount();
  expect(await known(accountId)).toEqual({ accountId, version: 0, grants: [] });
  const grant = { source: 'COMP', plan: { id: plan }, validFrom: now, validUntil: later };
  expect(await comp({ accountId })).toEqual({
    account: {
      id: accountId,
      entitlements: [
        { ...grant, feature: { code: 'members' } },
        { ...grant, feature: { code: 'archive' } },
      ],
    },
    errors: [],
  });
  const set = {
    accountId,
    version: 1,
    grants: ['archive', 'members'].map((feature) => ({
      feature,
      planId: plan,
      validFrom: now,
      validUntil: later,
    })),
  };
  expect(await known(accountId)).toEqual(set);
  expect(await published(accountId)).toEqual([set]);
  expect(await audits(accountId)).toEqual([
    { note: 'For the panel.', until: new Date(later), actor: staffId, at: billingNow },
  ]);
});

test('a later call moves the end, an end in the past takes the membership away', async () => {
  const accountId = nextAccount();
  await comp({ accountId });
  const moved = await comp({ accountId, until: latest });
  expect(moved.account?.entitlements.map(({ validUntil }) => validUntil)).toEqual([latest, latest]);
  const ended = await comp({ accountId, until: now });
  expect(ended).toEqual({ account: { id: accountId, entitlements: [] }, errors: [] });
  const versions = (await published(accountId)).map(({ version, grants }) => [version, grants.length]);
  expect(versions).toEqual([
    [1, 2],
    [2, 2],
    [3, 0],
  ]);
  expect(await known(accountId)).toEqual({ accountId, version: 3, grants: [] });
  expect(await audits(accountId)).toHaveLength(3);
});

test('what changes nothing is audited but not published', async () => {
  const accountId = nextAccount();
  await comp({ accountId, until: now });
  expect(await published(accountId)).toEqual([]);
  await comp({ accountId });
  await comp({ accountId });
  expect(await published(accountId)).toHaveLength(1);
  expect(await audits(accountId)).toHaveLength(3);
});

test('it stands beside a paid membership and leaves it alone', async () => {
  const { accountId } = personaEntry('trial');
  const sources = (answer: Awaited<ReturnType<typeof comp>>) =>
    answer.account?.entitlements.map(({ source }) => source).sort();
  expect(sources(await comp({ accountId }))).toEqual(['COMP', 'COMP', 'TRIAL']);
  expect(sources(await comp({ accountId, planId: demoId('pln', 1) }))).toEqual([
    'COMP',
    'COMP',
    'COMP',
    'TRIAL',
  ]);
  expect(sources(await comp({ accountId, until: now }))).toEqual(['COMP', 'TRIAL']);
});

test('the second of two in one request does not show what the first one read', async () => {
  const input = `accountId: "${nextAccount()}", planId: "${plan}", note: "Twice."`;
  const { data } = await billing.query(
    `mutation ($key: ID!, $other: ID!) {
      give: entitlementComp(${input}, until: "${later}", idempotencyKey: $key) { account { ...Sources } }
      take: entitlementComp(${input}, until: "${now}", idempotencyKey: $other) { account { ...Sources } }
    }
    fragment Sources on Account { entitlements { source } }`,
    { key: nextKey(), other: nextKey() },
    staff,
  );
  expect(data).toEqual({
    give: { account: { entitlements: [{ source: 'COMP' }, { source: 'COMP' }] } },
    take: { account: { entitlements: [] } },
  });
});

test('it makes a supporter until it ends', async () => {
  const accountId = nextAccount();
  const supporter = async () => {
    const of = [{ __typename: 'User', id: accountId.replace('acc_', 'usr_') }];
    const { data } = await billing.query(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { isSupporter } } }',
      { of },
    );
    return (data?._entities as { isSupporter: boolean }[])[0]?.isSupporter;
  };
  expect(await supporter()).toBe(false);
  await comp({ accountId });
  expect(await supporter()).toBe(true);
  await comp({ accountId, until: '2020-01-01T00:00:00.000Z' });
  expect(await supporter()).toBe(false);
});

describe('an idempotency key', () => {
  test('gives the first result again, without a second effect', async () => {
    const accountId = nextAccount();
    const key = nextKey();
    const first = await comp({ accountId, key });
    expect(await comp({ accountId, key })).toEqual(first);
    expect(await published(accountId)).toHaveLength(1);
    expect(await audits(accountId)).toHaveLength(1);
  });

  test.each([
    { until: latest },
    { note: 'Another.' },
    { planId: demoId('pln', 1) },
    { accountId: nextAccount() },
  ])('is refused with other input: %j', async (change) => {
    const accountId = nextAccount();
    const key = nextKey();
    await comp({ accountId, key });
    expect(await comp({ accountId, key, ...change })).toMatchObject({
      account: null,
      errors: [{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['idempotencyKey'] }],
    });
    expect(await audits(accountId)).toHaveLength(1);
  });

  test('is one account’s own, and free again a day later', async () => {
    const accountId = nextAccount();
    const row = await insertKey(nextAccount(), billingNow);
    expect((await comp({ accountId, key: row })).errors).toEqual([]);
    const old = await insertKey(staffId, new Date(billingNow.getTime() - 24 * 60 * 60 * 1000));
    expect((await comp({ accountId, key: old, until: latest })).errors).toEqual([]);
    const young = await insertKey(staffId, new Date(billingNow.getTime() - 24 * 60 * 60 * 1000 + 1));
    expect((await comp({ accountId, key: young })).errors).toMatchObject([
      { code: 'IDEMPOTENCY_KEY_REUSED' },
    ]);
  });

  async function insertKey(accountId: string, usedAt: Date): Promise<string> {
    const key = nextKey();
    await billing.dataSource.query(
      `INSERT INTO idempotency_key (account_id, key, request_hash, result, created_at)
       VALUES ($1, $2, 'other', '{}', $3)`,
      [accountId, key, usedAt],
    );
    return key;
  }
});

test.each([
  ['an unknown plan', { planId: demoId('pln', 99) }, 'NOT_FOUND', ['planId']],
  ['a plan that cannot exist', { planId: 'pln_\u0000' }, 'NOT_FOUND', ['planId']],
  ['a malformed account', { accountId: 'acc_1' }, 'INVALID_INPUT', ['accountId']],
  ['an id of something else', { accountId: demoId('usr', 1) }, 'INVALID_INPUT', ['accountId']],
  ['no note', { note: '' }, 'INVALID_INPUT', ['note']],
  ['a note of spaces', { note: '  ' }, 'INVALID_INPUT', ['note']],
  ['a long note', { note: 'x'.repeat(501) }, 'INVALID_INPUT', ['note']],
  ['a note that cannot be stored', { note: 'a\u0000b' }, 'INVALID_INPUT', ['note']],
  ['no key', { key: '' }, 'INVALID_INPUT', ['idempotencyKey']],
  ['a long key', { key: 'x'.repeat(201) }, 'INVALID_INPUT', ['idempotencyKey']],
  ['a key that cannot be stored', { key: '\u0000' }, 'INVALID_INPUT', ['idempotencyKey']],
])('%s writes nothing', async (_what, change, code, path) => {
  const accountId = nextAccount();
  const before = await written();
  const answer = await comp({ accountId, ...change });
  expect(answer).toMatchObject({ account: null, errors: [{ __typename: 'GenericError', code, path }] });
  expect(answer.errors).toHaveLength(1);
  expect(await written()).toEqual(before);
});

test('a refused plan does not use the key up', async () => {
  const accountId = nextAccount();
  const key = nextKey();
  await comp({ accountId, key, planId: demoId('pln', 99) });
  expect((await comp({ accountId, key })).errors).toEqual([]);
});

test.each(['0001-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z'])(
  'an end at %s is taken',
  async (until) => {
    const accountId = nextAccount();
    expect((await comp({ accountId, until })).errors).toEqual([]);
    expect(await audits(accountId)).toMatchObject([{ until: new Date(until) }]);
  },
);

test('a note may be 500 characters of any script', async () => {
  const note = '🗞'.repeat(500);
  const accountId = nextAccount();
  expect((await comp({ accountId, note })).errors).toEqual([]);
  expect(await audits(accountId)).toMatchObject([{ note }]);
});

test.each([
  ['a guest', undefined, 'UNAUTHENTICATED'],
  ['a member', accountClaims(personaEntry('member').accountId), 'FORBIDDEN'],
  ['an accounts admin', accountClaims(demoId('acc', 9), 'admin:accounts'), 'FORBIDDEN'],
])('%s may not', async (_who, claims, code) => {
  const before = await written();
  const { data, errors } = await billing.query(
    `mutation { entitlementComp(accountId: "${nextAccount()}", planId: "${plan}", until: "${later}",
      note: "x", idempotencyKey: "y") { errors { code } } }`,
    {},
    claims,
  );
  expect(data).toEqual({ entitlementComp: null });
  expect(errors?.map((error) => error.extensions.code)).toEqual([code]);
  expect(await written()).toEqual(before);
});

function written() {
  return billing.dataSource.query<unknown[]>(
    `SELECT (SELECT count(*) FROM entitlement) AS entitlements, (SELECT count(*) FROM entitlement_comp) AS comps,
      (SELECT count(*) FROM outbox) AS events, (SELECT count(*) FROM idempotency_key) AS keys,
      (SELECT sum(version) FROM entitlement_version) AS versions`,
  );
}
