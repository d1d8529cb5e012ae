import type { Caller } from '@nutgraf/kit/caller';
import { accountById } from './accounts/account.loader';
import type { AccountRepository } from './accounts/account.repository';
import { userByHandleKey, userById } from './users/user.loader';
import type { UserRepository } from './users/user.repository';

/** One set for each request. */
export function createUsersLoaders(users: UserRepository, accounts: AccountRepository, caller: Caller) {
  return {
    userById: userById(users),
    userByHandleKey: userByHandleKey(users),
    accountById: accountById(accounts, caller),
  };
}

export type UsersLoaders = ReturnType<typeof createUsersLoaders>;
