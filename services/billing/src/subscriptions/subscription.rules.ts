/** Life of a subscription; see the descriptions in the graph. */
export const subscriptionStatuses = {
  INCOMPLETE: 'INCOMPLETE',
  INCOMPLETE_EXPIRED: 'INCOMPLETE_EXPIRED',
  TRIALING: 'TRIALING',
  ACTIVE: 'ACTIVE',
  PAST_DUE: 'PAST_DUE',
  UNPAID: 'UNPAID',
  PAUSED: 'PAUSED',
  CANCELED: 'CANCELED',
} as const;
export type SubscriptionStatus = keyof typeof subscriptionStatuses;

/** What decides which access a subscription gives. */
export interface SubscriptionTerms {
  readonly status: SubscriptionStatus;
  readonly startedAt: Date;
  readonly trialEndsAt: Date | null;
  /** Half open: from `periodStart`, no longer at `periodEnd`. */
  readonly periodStart: Date;
  readonly periodEnd: Date;
  readonly graceEndsAt: Date | null;
}

/** A half-open span of access and what it rests on. */
export interface SubscriptionAccess {
  readonly source: 'SUBSCRIPTION' | 'TRIAL' | 'GRACE';
  readonly validFrom: Date;
  readonly validUntil: Date;
}

/**
 * The access that a subscription gives as it stands. Null for none: nothing was paid yet, or no longer. The
 * span may be over; whoever reads it compares it with the clock.
 */
export function accessOf(terms: SubscriptionTerms): SubscriptionAccess | null {
  switch (terms.status) {
    case 'ACTIVE':
      return span('SUBSCRIPTION', terms.periodStart, terms.periodEnd);
    case 'TRIALING':
      return span('TRIAL', terms.startedAt, terms.trialEndsAt);
    case 'PAST_DUE':
      // The period that began is not paid: only grace keeps it open.
      return span('GRACE', terms.periodStart, terms.graceEndsAt);
    case 'INCOMPLETE':
    case 'INCOMPLETE_EXPIRED':
    case 'UNPAID':
    case 'PAUSED':
    case 'CANCELED':
      return null;
  }
}

/** Whether this is a contract that someone has with us, be it paid up or not. */
export function isSubscribed(status: SubscriptionStatus): boolean {
  return status !== 'INCOMPLETE' && status !== 'INCOMPLETE_EXPIRED' && status !== 'CANCELED';
}

function span(
  source: SubscriptionAccess['source'],
  validFrom: Date,
  validUntil: Date | null,
): SubscriptionAccess | null {
  return validUntil !== null && validUntil > validFrom ? { source, validFrom, validUntil } : null;
}
