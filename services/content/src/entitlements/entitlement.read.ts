/** What other rooms use of entitlements. */
export type { EntitlementLoaders } from './entitlement.loader';
export { Plan } from './plan.type';
