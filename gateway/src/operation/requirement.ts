import { scopesOf } from '@nutgraf/contract/identity';
import { type Identity } from '../identity/identity';

/** One thing that a field demands of its caller. */
export type Requirement =
  | { readonly kind: 'authenticated' }
  /** All scopes of one of the alternatives. */
  | { readonly kind: 'scopes'; readonly anyOf: readonly (readonly string[])[] }
  /** All policies of one of the alternatives. */
  | { readonly kind: 'policy'; readonly anyOf: readonly (readonly string[])[] };

/** Why a field is not given to a caller. */
export interface Refusal {
  readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN';
  readonly message: string;
}

/**
 * What is wrong with the caller, or `null` when the requirement is met.
 * @param policies those that hold for the caller.
 */
export function refusalFor(
  requirement: Requirement,
  identity: Identity,
  policies: ReadonlySet<string>,
): Refusal | null {
  if (requirement.kind === 'policy') {
    const isMet = requirement.anyOf.some((all) => all.every((name) => policies.has(name)));
    return isMet ? null : forbidden('Access to this field is closed to you by a policy.');
  }
  const isMet =
    identity.kind === 'caller' &&
    (requirement.kind === 'authenticated' || hasScopes(requirement.anyOf, identity));
  if (isMet) return null;
  if (identity.kind === 'anonymous') {
    return { code: 'UNAUTHENTICATED', message: 'Sign in to use this field.' };
  }
  return forbidden('Your access token lacks a scope that this field needs.');
}

function hasScopes(anyOf: readonly (readonly string[])[], identity: Identity): boolean {
  const held = scopesOf(identity.kind === 'caller' ? identity.claims : undefined);
  return anyOf.some((all) => all.every((scope) => held.has(scope)));
}

function forbidden(message: string): Refusal {
  return { code: 'FORBIDDEN', message };
}
