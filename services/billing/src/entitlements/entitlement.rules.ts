/** What an entitlement rests on. */
export const entitlementSources = {
  SUBSCRIPTION: 'SUBSCRIPTION',
  TRIAL: 'TRIAL',
  GRACE: 'GRACE',
  COMP: 'COMP',
} as const;
export type EntitlementSource = keyof typeof entitlementSources;

/** The feature that makes someone a supporter and opens members' articles. */
export const membersFeature = 'members';
