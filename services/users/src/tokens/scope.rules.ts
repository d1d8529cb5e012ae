import type { AccountStatus, Role } from '../accounts/account.read';

/** What each role opens beyond reading and commenting. */
const roleScopes: Readonly<Record<Role, readonly string[]>> = {
  READER: [],
  AUTHOR: ['content:write'],
  EDITOR: ['content:write', 'content:publish'],
  MODERATOR: ['content:moderate'],
  BILLING_ADMIN: ['admin:billing'],
  ADMIN: ['content:write', 'content:publish', 'content:moderate', 'admin:billing', 'admin:accounts'],
};

/** What an access token of this account may do. Until the e-mail address is proven, roles open nothing. */
export function scopesOf(status: AccountStatus, roles: readonly Role[]): readonly string[] {
  switch (status) {
    case 'SUSPENDED':
      return [];
    case 'UNVERIFIED':
      return ['account:read'];
    case 'ACTIVE':
      return [...new Set(['account:read', 'content:comment', ...roles.flatMap((role) => roleScopes[role])])];
  }
}
