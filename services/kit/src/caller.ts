import { scopesOf, serviceNameOf, type IdentityClaims } from '@nutgraf/contract/identity';
import { userIdOfAccount } from './ids';

/** Who asks, as proven by the signature of the request. */
export type Caller =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'account';
      /** `acc_…` */
      readonly accountId: string;
      /** `usr_…`, the public side of the same person. */
      readonly userId: string;
      readonly sessionId: string | undefined;
      readonly emailVerified: boolean;
      readonly scopes: ReadonlySet<string>;
    }
  /** Another process of the system, on `/internal` routes. */
  | { readonly kind: 'service'; readonly name: string };

/** The caller that signed claims speak of; none is a guest. */
export function callerFromClaims(claims: IdentityClaims | undefined): Caller {
  if (!claims) return { kind: 'anonymous' };
  const service = serviceNameOf(claims);
  if (service !== null) return { kind: 'service', name: service };
  return {
    kind: 'account',
    accountId: claims.sub,
    userId: userIdOfAccount(claims.sub),
    sessionId: claims.sid,
    emailVerified: claims.email_verified === true,
    scopes: scopesOf(claims),
  };
}

/** Whether the caller is this very account. */
export function isAccount(caller: Caller, accountId: string): boolean {
  return caller.kind === 'account' && caller.accountId === accountId;
}

/** Whether the caller is a person with this scope. */
export function hasScope(caller: Caller, scope: string): boolean {
  return caller.kind === 'account' && caller.scopes.has(scope);
}
