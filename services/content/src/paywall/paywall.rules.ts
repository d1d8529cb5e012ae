import type { EntitlementGrant } from '@nutgraf/contract/billing-events';
import { hasScope, type Caller } from '@nutgraf/kit/caller';
import type { AccessLevel } from '../articles/article.read';

/** The feature that opens members' articles. */
export const membersFeature = 'members';

/** Who writes may read every text. */
const staffScope = 'content:write';

/** Whether a reader gets the whole text, and why or why not. */
export type AccessDecision =
  | { readonly granted: true; readonly reason: 'PUBLIC' | 'REGISTERED' | 'ENTITLED' | 'STAFF' }
  | {
      readonly granted: false;
      readonly reason: 'SIGN_IN_REQUIRED' | 'MEMBERSHIP_REQUIRED';
      /** What to tell the reader. */
      readonly headline: string;
    };

const signInFirst: AccessDecision = {
  granted: false,
  reason: 'SIGN_IN_REQUIRED',
  headline: 'Sign in to read on. An account is free.',
};
const verifyFirst: AccessDecision = {
  granted: false,
  reason: 'SIGN_IN_REQUIRED',
  headline: 'Verify your e-mail address to read on.',
};
const membersOnly: AccessDecision = {
  granted: false,
  reason: 'MEMBERSHIP_REQUIRED',
  headline: 'This story is for members. Become one to read on.',
};

/**
 * The paywall. A grant is valid from `validFrom` on and no longer at `validUntil`.
 * @param grants what the caller is entitled to, as far as is known
 */
export function decideAccess(
  level: AccessLevel,
  caller: Caller,
  grants: readonly EntitlementGrant[],
  now: Date,
): AccessDecision {
  if (level === 'PUBLIC') return { granted: true, reason: 'PUBLIC' };
  if (hasScope(caller, staffScope)) return { granted: true, reason: 'STAFF' };
  const account = caller.kind === 'account' ? caller : null;
  switch (level) {
    case 'REGISTERED':
      if (!account) return signInFirst;
      return account.emailVerified ? { granted: true, reason: 'REGISTERED' } : verifyFirst;
    case 'MEMBERS':
      return account && grants.some((grant) => opensMembersArticles(grant, now))
        ? { granted: true, reason: 'ENTITLED' }
        : membersOnly;
  }
}

/** Whether it depends on grants what the caller may read. */
export function dependsOnGrants(level: AccessLevel, caller: Caller): boolean {
  return level === 'MEMBERS' && caller.kind === 'account' && !hasScope(caller, staffScope);
}

function opensMembersArticles({ feature, validFrom, validUntil }: EntitlementGrant, now: Date): boolean {
  return (
    feature === membersFeature &&
    Date.parse(validFrom) <= now.getTime() &&
    (validUntil === null || now.getTime() < Date.parse(validUntil))
  );
}
