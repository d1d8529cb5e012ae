import { accessOf, isSubscribed, subscriptionStatuses, type SubscriptionTerms } from './subscription.rules';

const startedAt = new Date('2026-01-01T00:00:00Z');
const trialEndsAt = new Date('2026-01-15T00:00:00Z');
const periodStart = new Date('2026-02-01T00:00:00Z');
const periodEnd = new Date('2026-03-01T00:00:00Z');
const graceEndsAt = new Date('2026-02-22T00:00:00Z');

function terms(change: Partial<SubscriptionTerms>): SubscriptionTerms {
  return { status: 'ACTIVE', startedAt, trialEndsAt, periodStart, periodEnd, graceEndsAt, ...change };
}

const table = {
  INCOMPLETE: [null, false],
  INCOMPLETE_EXPIRED: [null, false],
  TRIALING: [{ source: 'TRIAL', validFrom: startedAt, validUntil: trialEndsAt }, true],
  ACTIVE: [{ source: 'SUBSCRIPTION', validFrom: periodStart, validUntil: periodEnd }, true],
  PAST_DUE: [{ source: 'GRACE', validFrom: periodStart, validUntil: graceEndsAt }, true],
  UNPAID: [null, true],
  PAUSED: [null, true],
  CANCELED: [null, false],
} as const;

test.each(Object.values(subscriptionStatuses))('a subscription that is %s gives its access', (status) => {
  const [access, subscribed] = table[status];
  expect(accessOf(terms({ status }))).toEqual(access);
  expect(isSubscribed(status)).toBe(subscribed);
});

test.each([
  ['a payment overdue without grace', terms({ status: 'PAST_DUE', graceEndsAt: null })],
  ['a trial without an end', terms({ status: 'TRIALING', trialEndsAt: null })],
  ['grace that ended before the period began', terms({ status: 'PAST_DUE', graceEndsAt: startedAt })],
  ['grace as long as nothing', terms({ status: 'PAST_DUE', graceEndsAt: periodStart })],
])('%s gives no access', (_what, subscription) => {
  expect(accessOf(subscription)).toBeNull();
});
