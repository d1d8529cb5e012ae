import type { Caller } from '@nutgraf/kit/caller';
import type { Clock } from '@nutgraf/kit/clock';
import type { EntityManager } from 'typeorm';
import { accountById } from './accounts/account.loader';
import { AccountRepository } from './accounts/account.repository';
import { createSessionLoaders } from './sessions/session.loader';
import { SessionRepository } from './sessions/session.repository';
import { userByHandleKey, userById } from './users/user.loader';
import { UserRepository } from './users/user.repository';

export type UsersLoaders = ReturnType<ReturnType<typeof loadersFor>>;

/** What makes the loaders of one request; they see what its caller may see. */
export function loadersFor(manager: EntityManager, clock: Clock) {
  const users = new UserRepository(manager);
  const accounts = new AccountRepository(manager);
  const sessions = new SessionRepository(manager);
  return (caller: Caller) => ({
    userById: userById(users),
    userByHandleKey: userByHandleKey(users),
    accountById: accountById(accounts, caller),
    sessions: createSessionLoaders(sessions, clock),
  });
}
