import { type IdentityClaims, scopesOf } from '@nutgraf/contract/identity';

/** All that is named here is true of a caller. */
export interface CallerRule {
  readonly scopes?: readonly string[] | undefined;
  readonly claims?: Readonly<Record<string, string | number | boolean>> | undefined;
}

/** For whom policies hold, as configured: alternatives by name. */
export type PolicyMap = Readonly<Record<string, readonly CallerRule[]>>;

/** Whether one of the alternatives is true of a caller. Who has no token is none that any rule could mean. */
export function meets(alternatives: readonly CallerRule[], claims: IdentityClaims | undefined): boolean {
  if (!claims) return false;
  const held = scopesOf(claims);
  return alternatives.some(
    (rule) =>
      (rule.scopes ?? []).every((scope) => held.has(scope)) &&
      Object.entries(rule.claims ?? {}).every(([name, value]) => hasClaim(claims, name, value)),
  );
}

function hasClaim(claims: IdentityClaims, name: string, value: unknown): boolean {
  const claim = Object.hasOwn(claims, name) ? claims[name] : undefined;
  return Array.isArray(claim) ? claim.includes(value) : claim === value;
}
