/** What other rooms use of entitlements. */
export type { EntitlementLoaders } from './entitlement.loader';
export { offersTag } from './offers-tag';
export { Plan } from './plan.type';
