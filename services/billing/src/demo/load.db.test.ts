import { Invalidation } from '@nutgraf/kit/cache/invalidation';
import type { AccountEntitlements, PlanFacts } from '@nutgraf/contract/billing-events';
import type { EventPage } from '@nutgraf/contract/event';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { personaEntry, roster } from '@nutgraf/kit/demo/roster';
import { createLogger } from '@nutgraf/kit/logger';
import { billingNow, startBilling, type RunningBilling } from '../../../../tests/support/billing-service';
import { subscriptionStatuses } from '../subscriptions/subscription.rules';
import { loadDemoData } from './load';

let billing: RunningBilling;
beforeAll(async () => (billing = await startBilling({ demo: true })));
afterAll(() => billing[Symbol.asyncDispose]());

async function feed() {
  return (await billing.internal.get<EventPage>('/internal/events?after=0', { timeoutMs: 5_000 })).events;
}

test('subscriptions stand in every status', async () => {
  const rows = await billing.dataSource.query<{ status: string }[]>(
    'SELECT DISTINCT status FROM subscription',
  );
  expect(rows.map(({ status }) => status).sort()).toEqual(Object.keys(subscriptionStatuses).sort());
});

test('the personas stand as they are introduced', async () => {
  const rows = await billing.dataSource.query<
    { account: string; status: string; source: string; until: Date }[]
  >(
    `SELECT subscription.account_id AS account, status, source, max(valid_until) AS until
     FROM subscription LEFT JOIN entitlement ON source_id = subscription.id
     WHERE subscription.account_id = ANY($1) AND ended_at IS NULL GROUP BY 1, 2, 3 ORDER BY 1`,
    [roster.flatMap(({ persona, accountId }) => (persona ? [accountId] : []))],
  );
  expect(rows).toMatchObject([
    { account: personaEntry('member').accountId, status: 'ACTIVE', source: 'SUBSCRIPTION' },
    { account: personaEntry('past-due').accountId, status: 'PAST_DUE', source: 'GRACE' },
    {
      account: personaEntry('trial').accountId,
      status: 'TRIALING',
      source: 'TRIAL',
      until: new Date(billingNow.getTime() + 2 * 24 * 60 * 60 * 1000),
    },
  ]);
});

test('about a third of the other people are supporters, and stay so for two weeks at least', async () => {
  const rows = await billing.dataSource.query<{ account: string; source: string; until: Date }[]>(
    'SELECT account_id AS account, source, max(valid_until) AS until FROM entitlement GROUP BY 1, 2',
  );
  const anonymous = roster.filter(({ persona }) => persona === null).map(({ accountId }) => accountId);
  const share = rows.filter(({ account }) => anonymous.includes(account)).length / anonymous.length;
  expect(share).toBeGreaterThan(0.28);
  expect(share).toBeLessThan(0.4);
  const twoWeeks = new Date(billingNow.getTime() + 14 * 24 * 60 * 60 * 1000);
  expect(rows.filter(({ source, until }) => source !== 'TRIAL' && until < twoWeeks)).toEqual([]);
});

test('the feed tells every plan and the set of everyone who has any', async () => {
  const events = await feed();
  const plans = events.flatMap(({ type, payload }) =>
    type === 'plan.changed' ? [payload as PlanFacts] : [],
  );
  expect(plans).toEqual([
    { planId: demoId('pln', 1), version: 1, rank: 1, isPublic: true, features: ['members'] },
    { planId: demoId('pln', 2), version: 1, rank: 2, isPublic: true, features: ['archive', 'members'] },
    {
      planId: demoId('pln', 3),
      version: 1,
      rank: 3,
      isPublic: true,
      features: ['archive', 'members', 'newsletter'],
    },
  ]);
  const sets = events.flatMap(({ type, payload }) =>
    type === 'entitlements.changed' ? [payload as AccountEntitlements] : [],
  );
  expect(plans.length + sets.length).toBe(events.length);
  const [held] = await billing.dataSource.query<{ accounts: string; grants: string }[]>(
    'SELECT count(DISTINCT account_id) AS accounts, count(*) AS grants FROM entitlement',
  );
  expect(sets.every(({ version }) => version === 1)).toBe(true);
  expect(String(sets.length)).toBe(held?.accounts);
  expect(String(sets.flatMap(({ grants }) => grants).length)).toBe(held?.grants);
});

test('it is loaded once', async () => {
  const before = await feed();
  const { dataSource, clock } = billing;
  const logger = createLogger('billing', 'silent');
  const invalidation = await Invalidation.open({ subgraph: 'billing', dataSource, redisUrl: null, logger });
  await loadDemoData(dataSource, clock, logger, invalidation);
  expect(await feed()).toEqual(before);
});
