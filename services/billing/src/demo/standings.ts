import { daysFrom, hoursFrom, yearAfter } from './dates';
import type { SubscriptionEntity } from '../subscriptions/subscription.entity';

/** How a subscription stands, apart from whose and for what it is. */
export type Standing = Omit<SubscriptionEntity, 'id' | 'accountId' | 'priceId'>;

const plain = {
  trialEndsAt: null,
  cancelAtPeriodEnd: false,
  canceledAt: null,
  endedAt: null,
  graceEndsAt: null,
} as const;

/** Paid `daysAgo` for a year: nothing renews subscriptions yet, so demo periods have long to go. */
export function active(now: Date, daysAgo: number): Standing {
  const startedAt = daysFrom(now, -daysAgo);
  return { ...plain, status: 'ACTIVE', startedAt, periodStart: startedAt, periodEnd: yearAfter(startedAt) };
}

/** Paid, and will not be renewed. */
export function leaving(now: Date, daysAgo: number): Standing {
  return { ...active(now, daysAgo), cancelAtPeriodEnd: true, canceledAt: daysFrom(now, -daysAgo / 2) };
}

/** A fortnight's trial that ends in `daysLeft`. */
export function trialing(now: Date, daysLeft: number): Standing {
  const trialEndsAt = daysFrom(now, daysLeft);
  const startedAt = daysFrom(trialEndsAt, -14);
  const period = { periodStart: startedAt, periodEnd: trialEndsAt };
  return { ...plain, status: 'TRIALING', startedAt, trialEndsAt, ...period };
}

/** Renewed `daysAgo`, which was not paid; three weeks of grace. */
export function pastDue(now: Date, daysAgo: number): Standing {
  return { ...unpaid(now, daysAgo), status: 'PAST_DUE', graceEndsAt: daysFrom(now, 21 - daysAgo) };
}

/** Renewed `daysAgo`, never paid, given up. */
export function unpaid(now: Date, daysAgo: number): Standing {
  const periodStart = daysFrom(now, -daysAgo);
  const startedAt = daysFrom(periodStart, -365);
  return { ...plain, status: 'UNPAID', startedAt, periodStart, periodEnd: yearAfter(periodStart) };
}

export function paused(now: Date, daysAgo: number): Standing {
  return { ...active(now, daysAgo), status: 'PAUSED' };
}

/** The first payment waits for the bank. */
export function incomplete(now: Date): Standing {
  const startedAt = hoursFrom(now, -2);
  const period = { periodStart: startedAt, periodEnd: yearAfter(startedAt) };
  return { ...plain, status: 'INCOMPLETE', startedAt, ...period };
}

/** The first payment never came. */
export function incompleteExpired(now: Date, daysAgo: number): Standing {
  const startedAt = daysFrom(now, -daysAgo);
  const period = { periodStart: startedAt, periodEnd: yearAfter(startedAt) };
  return { ...plain, status: 'INCOMPLETE_EXPIRED', startedAt, ...period, endedAt: hoursFrom(startedAt, 23) };
}

/** Asked for half a year in, and over since the period ended `daysAgo`. */
export function canceled(now: Date, daysAgo: number): Standing {
  const endedAt = daysFrom(now, -daysAgo);
  const startedAt = daysFrom(endedAt, -365);
  const period = { periodStart: startedAt, periodEnd: endedAt };
  const canceledAt = daysFrom(endedAt, -180);
  return { ...plain, status: 'CANCELED', startedAt, ...period, cancelAtPeriodEnd: true, canceledAt, endedAt };
}
