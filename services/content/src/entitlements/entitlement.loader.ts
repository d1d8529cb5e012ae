import type { AccountEntitlements } from '@nutgraf/contract/billing-events';
import { manyByKey, oneByKey } from '@nutgraf/kit/loaders';
import type DataLoader from 'dataloader';
import type { EntitlementService } from './entitlement.service';
import type { OfferRow, PlanRepository } from './plan.repository';

export interface EntitlementLoaders {
  /** From the projection. */
  readonly known: DataLoader<string, AccountEntitlements | null>;
  /** From billing itself: one question for all who would be refused in this request. */
  readonly confirmed: DataLoader<string, AccountEntitlements | null>;
  /** Plans that grant a feature, cheapest first. */
  readonly offersOfFeature: DataLoader<string, readonly OfferRow[]>;
}

export function createEntitlementLoaders(
  entitlements: EntitlementService,
  plans: PlanRepository,
): EntitlementLoaders {
  return {
    known: oneByKey(
      (ids) => entitlements.known(ids),
      ({ accountId }) => accountId,
    ),
    confirmed: oneByKey(
      (ids) => entitlements.confirmed(ids),
      ({ accountId }) => accountId,
    ),
    offersOfFeature: manyByKey(
      (features) => plans.offersOf(features),
      ({ feature }) => feature,
    ),
  };
}
