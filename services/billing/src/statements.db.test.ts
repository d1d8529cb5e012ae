import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { personaEntry, roster } from '@nutgraf/kit/demo/roster';
import { accountClaims, startBilling, type RunningBilling } from '../../../tests/support/billing-service';

let billing: RunningBilling;
beforeAll(async () => (billing = await startBilling({ demo: true })));
afterAll(() => billing[Symbol.asyncDispose]());

async function statementsOf(work: () => Promise<{ errors?: unknown }>): Promise<number> {
  const before = billing.statements.length;
  expect((await work()).errors).toBeUndefined();
  return billing.statements.length - before;
}

/** Each asks along one path: where paths meet, which loads are joined depends on which answer comes first. */
const paths = [
  ['User', 'usr', 'isSupporter', 1],
  ['Account', 'acc', 'subscription { price { plan { features { code } } } }', 4],
  ['Account', 'acc', 'subscription { plan { prices { unitAmount { formatted } } } }', 4],
  ['Account', 'acc', 'entitlements { feature { code } }', 2],
  ['Account', 'acc', 'entitlements { plan { code } }', 2],
  ['MemberSubscription', 'sub', 'plan { name }', 3],
  ['MemberSubscription', 'sub', 'account { entitlements { source } }', 2],
  ['Plan', 'pln', 'features { code }', 2],
  ['Plan', 'pln', 'prices(currency: "EUR") { plan { code } }', 3],
  ['Plan', 'pln', 'viewerIsSubscribed', 3],
  ['Price', 'prc', 'plan { code }', 3],
] as const;

test.each(paths)(
  '60 references to %s (%s) cost as many statements for %s: %i',
  async (__typename, prefix, path, count) => {
    const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on ${__typename} { ${path} } } }`;
    const of = Array.from({ length: 60 }, (_none, index) => ({ __typename, id: demoId(prefix, index + 1) }));
    // The third plan, price and subscription of the demo data exist, and so does the third persona's contract.
    const one = __typename === 'Price' ? of.slice(9, 10) : of.slice(2, 3);
    const who = accountClaims(personaEntry('past-due').accountId, 'admin:billing');
    const ofOne = await statementsOf(() => billing.query(query, { of: one }, who));
    const ofAll = await statementsOf(() => billing.query(query, { of }, who));
    expect([ofOne, ofAll]).toEqual([count, count]);
  },
);

test('the plans page costs the same with more plans on it', async () => {
  const query = `query ($in: CurrencyCode) { plans(currency: $in) {
    code viewerIsSubscribed features { code } prices(currency: $in) { plan { code } unitAmount { formatted } }
  } }`;
  const member = accountClaims(personaEntry('member').accountId);
  const one = await statementsOf(() => billing.query(query, { in: 'KWD' }, member));
  expect(await statementsOf(() => billing.query(query, { in: 'EUR' }, member))).toBe(one);
  expect(one).toBeLessThanOrEqual(6);
});

test('a question of another service is one statement', async () => {
  for (const accountIds of [[], roster.slice(0, 1), roster].map((some) => some.map((one) => one.accountId))) {
    const before = billing.statements.length;
    await billing.internal.post('/internal/entitlements', { accountIds }, { timeoutMs: 5_000 });
    expect(billing.statements.length - before).toBe(1);
  }
});
