import { hasScope, isAccount, type Caller } from '@nutgraf/kit/caller';

export const Role = {
  READER: 'READER',
  AUTHOR: 'AUTHOR',
  EDITOR: 'EDITOR',
  MODERATOR: 'MODERATOR',
  BILLING_ADMIN: 'BILLING_ADMIN',
  ADMIN: 'ADMIN',
} as const;
export type Role = keyof typeof Role;

export const AccountStatus = { ACTIVE: 'ACTIVE', UNVERIFIED: 'UNVERIFIED', SUSPENDED: 'SUSPENDED' } as const;
export type AccountStatus = keyof typeof AccountStatus;

/** Which accounts a caller may know of. To everyone else an account does not exist. */
export interface AccountVisibility {
  readonly all: boolean;
  /** Id of the caller's own account; null for a guest. */
  readonly own: string | null;
}

export function visibleAccounts(caller: Caller): AccountVisibility {
  return {
    all: hasScope(caller, 'admin:accounts') || hasScope(caller, 'admin:billing'),
    own: caller.kind === 'account' ? caller.accountId : null,
  };
}

/** Narrower than seeing the account: billing staff sees accounts, not addresses. */
export function maySeeEmail(caller: Caller, accountId: string): boolean {
  return isAccount(caller, accountId) || hasScope(caller, 'admin:accounts');
}
