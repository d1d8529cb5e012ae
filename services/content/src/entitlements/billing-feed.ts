import { billingEvents } from '@nutgraf/contract/billing-events';
import { objectName } from '@nutgraf/kit/cache/cache-tags';
import type { ApplyEvent } from '@nutgraf/kit/events/event-consumer';
import { accountEntitlements, planFacts } from './billing-messages';
import type { EntitlementRepository } from './entitlement.repository';
import { offersTag } from './offers-tag';
import type { PlanRepository } from './plan.repository';

/** The shape of payloads that is understood here. */
const payloadVersion = 1;

/**
 * Keeps the projection of billing up to date. An event that is not understood stops the feed rather than
 * being lost: once this service is up to date it goes on from there.
 */
export function applyBillingEvents(
  entitlements: Pick<EntitlementRepository, 'store'>,
  plans: Pick<PlanRepository, 'store'>,
): ApplyEvent {
  return async ({ type, version, payload }, manager, transaction) => {
    const isKnown = type === billingEvents.entitlementsChanged || type === billingEvents.planChanged;
    if (!isKnown) return;
    if (version !== payloadVersion) throw new Error(`Version ${version} of ${type} is not understood.`);
    if (type === billingEvents.entitlementsChanged) {
      await entitlements.store([accountEntitlements.parse(payload)], manager);
    } else {
      const plan = planFacts.parse(payload);
      await plans.store(plan, manager);
      transaction.invalidate(offersTag, objectName('Plan', plan.planId));
    }
  };
}
