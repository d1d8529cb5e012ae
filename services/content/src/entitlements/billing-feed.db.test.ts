import type { AccountEntitlements, PlanFacts } from '@nutgraf/contract/billing-events';
import { ContentService } from '../../../../tests/support/content-service';
import { until } from '../../../../tests/support/until';

let content: ContentService;
beforeEach(async () => {
  content = await ContentService.start();
});
afterEach(() => content[Symbol.asyncDispose]());

const accountId = 'acc_01DEM000000000000000000001';

function entitlements(version: number, feature = `feature-${version}`): AccountEntitlements {
  const grant = { feature, planId: null, validFrom: '2026-01-01T00:00:00.000Z', validUntil: null };
  return { accountId, version, grants: [grant] };
}

function plan(version: number, rank: number): PlanFacts {
  return { planId: 'pln_1', version, rank, isPublic: true, features: ['members'] };
}

/** Resolves when the consumer has gone past the given number of events. */
async function followed(events: number): Promise<void> {
  await until(
    () => content.rows.query<{ position: string }>('SELECT position::text FROM event_cursor'),
    ([cursor]) => Number(cursor?.position ?? 0) >= events,
    5_000,
  );
}

test('what billing publishes is known; an older version never replaces a newer one', async () => {
  for (const version of [1, 3, 2]) content.billing.publishEntitlements(entitlements(version));
  content.billing.publishPlan(plan(2, 20));
  content.billing.publishPlan(plan(1, 10));
  await followed(5);
  expect(await content.rows.query('SELECT version, grants FROM account_entitlements')).toEqual([
    { version: 3, grants: entitlements(3).grants },
  ]);
  expect(await content.rows.query('SELECT version, rank FROM plan')).toEqual([{ version: 2, rank: 20 }]);
});

test('a withdrawal is an event like any other', async () => {
  content.billing.publishEntitlements(entitlements(1));
  content.billing.publishEntitlements({ accountId, version: 2, grants: [] });
  await followed(2);
  expect(await content.rows.query('SELECT version, grants FROM account_entitlements')).toEqual([
    { version: 2, grants: [] },
  ]);
});

test('types of events that are not meant for content are passed over', async () => {
  content.billing.publish('invoice.paid', { anything: true }, 7);
  content.billing.publishEntitlements(entitlements(1));
  await followed(2);
  expect(await content.rows.query('SELECT version FROM account_entitlements')).toEqual([{ version: 1 }]);
});

test.each([
  ['a payload that is not what was agreed', { accountId, version: 'two', grants: [] }, 1],
  ['a payload of a later shape', entitlements(2), 2],
])('%s stops the feed there and is not lost', async (_what, payload, version) => {
  content.billing.publishEntitlements(entitlements(1));
  content.billing.publish('entitlements.changed', payload, version);
  content.billing.publishEntitlements(entitlements(3));
  await until(
    () => Promise.resolve(content.log.filter((line) => line.includes('could not follow'))),
    (lines) => lines.length >= 2,
    5_000,
  );
  expect(await content.rows.query('SELECT position::int FROM event_cursor')).toEqual([{ position: 1 }]);
  expect(await content.rows.query('SELECT version FROM account_entitlements')).toEqual([{ version: 1 }]);
});
