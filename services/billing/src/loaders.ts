import type { Caller } from '@nutgraf/kit/caller';
import type { Clock } from '@nutgraf/kit/clock';
import type { EntityManager } from 'typeorm';
import { viewerOf } from './viewer';
import { entitlementLoaders } from './entitlements/entitlement.loader';
import { EntitlementRepository } from './entitlements/entitlement.repository';
import { featureLoaders } from './features/feature.loader';
import { FeatureRepository } from './features/feature.repository';
import { planLoaders } from './plans/plan.loader';
import { PlanRepository } from './plans/plan.repository';
import { priceLoaders } from './prices/price.loader';
import { PriceRepository } from './prices/price.repository';
import { subscriptionLoaders } from './subscriptions/subscription.loader';
import { SubscriptionRepository } from './subscriptions/subscription.repository';

export type BillingLoaders = ReturnType<ReturnType<typeof loadersFor>>;

/** What makes the loaders of one request; they see what its caller may see. */
export function loadersFor(manager: EntityManager, clock: Clock) {
  const features = new FeatureRepository(manager);
  const plans = new PlanRepository(manager);
  const prices = new PriceRepository(manager);
  const subscriptions = new SubscriptionRepository(manager);
  const entitlements = new EntitlementRepository(manager);
  return (caller: Caller) => {
    const viewer = viewerOf(caller);
    return {
      features: featureLoaders(features),
      plans: planLoaders(plans, viewer),
      prices: priceLoaders(prices),
      subscriptions: subscriptionLoaders(subscriptions, viewer),
      entitlements: entitlementLoaders(entitlements, viewer, clock),
    };
  };
}
