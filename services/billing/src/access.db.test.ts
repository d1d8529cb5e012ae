import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { personaEntry, roster } from '@nutgraf/kit/demo/roster';
import { accountClaims, startBilling, type RunningBilling } from '../../../tests/support/billing-service';

let billing: RunningBilling;
beforeAll(async () => (billing = await startBilling({ demo: true })));
afterAll(() => billing[Symbol.asyncDispose]());

const owner = personaEntry('member').accountId;
const hiddenPlan = demoId('pln', 90);
const hiddenPrice = demoId('prc', 900);

const callers = {
  guest: undefined,
  owner: accountClaims(owner),
  'another member': accountClaims(personaEntry('past-due').accountId),
  editor: accountClaims(personaEntry('editor').accountId, 'account:read content:write content:publish'),
  'accounts admin': accountClaims(personaEntry('admin').accountId, 'admin:accounts'),
  'billing admin': accountClaims(personaEntry('billing').accountId, 'account:read admin:billing'),
};
type CallerName = keyof typeof callers;
const table: [CallerName, boolean][] = [
  ['guest', false],
  ['owner', true],
  ['another member', false],
  ['editor', false],
  ['accounts admin', false],
  ['billing admin', true],
];

async function entities(caller: CallerName, of: object[]) {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) {
    ... on Account { subscription { id status } entitlements { source feature { code } } }
    ... on MemberSubscription { id account { subscription { id } entitlements { source } } }
    ... on Plan { code prices { id } }
    ... on Price { id plan { code } }
  } }`;
  const { data, errors } = await billing.query(query, { of }, callers[caller]);
  expect(errors).toBeUndefined();
  return data?._entities as unknown[];
}

test.each(table)(
  'the subscription and entitlements of an account are seen by a %s: %s',
  async (caller, sees) => {
    const [found, unknown] = await entities(caller, [
      { __typename: 'Account', id: owner },
      { __typename: 'Account', id: demoId('acc', 999) },
    ]);
    if (sees) {
      expect(found).toMatchObject({ subscription: { status: 'ACTIVE' }, entitlements: [{}, {}] });
    } else {
      // The same as for an account that does not exist.
      expect(found).toEqual({ subscription: null, entitlements: null });
      expect(unknown).toEqual(found);
    }
  },
);

test.each(table)('a subscription is seen by a %s: %s', async (caller, sees) => {
  const rows = await billing.dataSource.query<{ id: string }[]>(
    'SELECT id FROM subscription WHERE account_id = $1',
    [owner],
  );
  const answers = await entities(
    caller,
    [...rows, { id: demoId('sub', 999) }].map(({ id }) => ({ __typename: 'MemberSubscription', id })),
  );
  expect(rows).toHaveLength(2);
  expect(answers.map((answer) => answer !== null)).toEqual([sees, sees, false]);
});

test('facts in a representation grant nothing', async () => {
  const [answer] = await entities('another member', [
    { __typename: 'Account', id: owner, subscription: { id: 'x', status: 'ACTIVE' }, accountId: owner },
  ]);
  expect(answer).toEqual({ subscription: null, entitlements: null });
});

test('the badge is public and says nothing else', async () => {
  const { data } = await billing.query(
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { isSupporter } } }',
    { of: roster.slice(0, 4).map(({ userId }) => ({ __typename: 'User', id: userId })) },
  );
  expect(data?._entities).toEqual([false, true, true, true].map((isSupporter) => ({ isSupporter })));
});

describe('a plan that is not public', () => {
  beforeAll(async () => {
    await billing.dataSource.query(
      `INSERT INTO plan (id, code, name, rank, is_public) VALUES ($1, 'staff', 'Staff', 90, false)`,
      [hiddenPlan],
    );
    await billing.dataSource.query(
      `INSERT INTO price (id, plan_id, unit_amount_minor, currency, billing_interval, tax_behavior)
       VALUES ($1, $2, 100, 'EUR', 'YEAR', 'INCLUSIVE')`,
      [hiddenPrice, hiddenPlan],
    );
    await billing.dataSource.query(
      'UPDATE subscription SET price_id = $1 WHERE account_id = $2 AND ended_at IS NULL',
      [hiddenPrice, owner],
    );
  });

  test.each(table)('is seen by a %s, who is subscribed to it or staff: %s', async (caller, sees) => {
    const byReference = await entities(caller, [
      { __typename: 'Plan', id: hiddenPlan },
      { __typename: 'Price', id: hiddenPrice },
    ]);
    const { data } = await billing.query(
      `{ byId: plan(by: { id: "${hiddenPlan}" }) { code } byCode: plan(by: { code: "staff" }) { code } }`,
      {},
      callers[caller],
    );
    const byRoot = [data?.byId, data?.byCode];
    expect([...byReference, ...byRoot].map((answer) => answer !== null)).toEqual([sees, sees, sees, sees]);
  });

  test('is not on the list, whoever asks', async () => {
    for (const claims of Object.values(callers)) {
      const { data } = await billing.query('{ plans { code } }', {}, claims);
      expect(data?.plans).toEqual([{ code: 'supporter' }, { code: 'member' }, { code: 'patron' }]);
    }
  });
});

test('a price that is no longer sold is gone from its plan, but not for who pays it', async () => {
  const priceId = demoId('prc', 11);
  const trial = personaEntry('trial').accountId;
  await billing.dataSource.query('UPDATE price SET is_active = false WHERE id = $1', [priceId]);
  const { data } = await billing.query(
    `query ($of: [_Any!]!) {
      plan(by: { code: "supporter" }) { prices { id } }
      _entities(representations: $of) { ... on Account { subscription { price { id } } } }
    }`,
    { of: [{ __typename: 'Account', id: trial }] },
    accountClaims(trial),
  );
  expect(data?._entities).toEqual([{ subscription: { price: { id: priceId } } }]);
  expect((data?.plan as { prices: object[] }).prices).not.toContainEqual({ id: priceId });
  expect((data?.plan as { prices: object[] }).prices).toHaveLength(5);
});
