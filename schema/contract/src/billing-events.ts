/**
 * What billing publishes and content keeps a projection of. Both sides import these shapes, so a change
 * that would break the other is a type error here.
 */
export interface EntitlementGrant {
  /** Code of the feature, such as `members`. */
  readonly feature: string;
  readonly planId: string | null;
  /** RFC 3339 UTC; half open: valid from `validFrom`, no longer at `validUntil`. */
  readonly validFrom: string;
  readonly validUntil: string | null;
}

/** Everything an account may use; replaces what was known of it when `version` is higher. */
export interface AccountEntitlements {
  readonly accountId: string;
  /** Grows by one with each change of this account's entitlements; 0 when it never had any. */
  readonly version: number;
  readonly grants: readonly EntitlementGrant[];
}

/** A plan as it stands in the catalogue; replaces what was known of it when `version` is higher. */
export interface PlanFacts {
  readonly planId: string;
  readonly version: number;
  /** Order of value and of price. */
  readonly rank: number;
  readonly isPublic: boolean;
  /** Codes of the features it grants. */
  readonly features: readonly string[];
}

/** Event types of billing's feed. */
export const billingEvents = {
  entitlementsChanged: 'entitlements.changed',
  planChanged: 'plan.changed',
} as const;

/** `POST /internal/entitlements` of billing: body and answer. */
export interface EntitlementsRequest {
  readonly accountIds: readonly string[];
}
export interface EntitlementsResponse {
  readonly accounts: readonly AccountEntitlements[];
}
