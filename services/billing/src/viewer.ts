import { hasScope, isAccount, type Caller } from '@nutgraf/kit/caller';

/** What a caller may see of billing's data, in the form in which queries ask for it. */
export interface BillingViewer {
  /** Sees every account and every plan. */
  readonly seesAll: boolean;
  /** The caller's own account; null for a guest. */
  readonly accountId: string | null;
}

export function viewerOf(caller: Caller): BillingViewer {
  return {
    seesAll: hasScope(caller, 'admin:billing'),
    accountId: caller.kind === 'account' ? caller.accountId : null,
  };
}

/** An account's money is for itself and billing staff. */
export function mayReadBilling(caller: Caller, accountId: string): boolean {
  return isAccount(caller, accountId) || hasScope(caller, 'admin:billing');
}
