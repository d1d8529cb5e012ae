import { buildSubgraph, type SubgraphTypes } from '@nutgraf/kit/graphql/subgraph';
import type { GraphQLSchema } from 'graphql';
import { resolveAccount } from './accounts/account.reference';
import { AccountResolver } from './accounts/account.resolver';
import type { UsersContext } from './context';
import { GenericError, RateLimitedError } from './errors/user-error.type';
import { PasswordResolver } from './password-changes/password.resolver';
import { RegistrationResolver } from './registrations/registration.resolver';
import { AccountSessionsResolver } from './sessions/account-sessions.resolver';
import { SessionRevokeResolver } from './sessions/session-revoke.resolver';
import { SessionResolver } from './sessions/session.resolver';
import { resolveUser } from './users/user.reference';
import { UserResolver } from './users/user.resolver';

/** The types of the users subgraph: enough to print its schema. */
export const usersTypes: SubgraphTypes = {
  resolvers: [
    AccountResolver,
    AccountSessionsResolver,
    UserResolver,
    RegistrationResolver,
    PasswordResolver,
    SessionResolver,
    SessionRevokeResolver,
  ],
  orphanedTypes: [GenericError, RateLimitedError],
};

/** Those of {@link usersTypes} that need something. */
export interface UsersResolvers {
  readonly registrations: RegistrationResolver;
  readonly passwords: PasswordResolver;
  readonly sessions: SessionResolver;
  readonly sessionRevokes: SessionRevokeResolver;
  readonly accountSessions: AccountSessionsResolver;
}

/** The users subgraph, ready to be asked. */
export function createUsersSubgraph(resolvers: UsersResolvers): GraphQLSchema {
  const { registrations, passwords, sessions, sessionRevokes, accountSessions } = resolvers;
  return buildSubgraph<UsersContext>(usersTypes, {
    instances: [
      new AccountResolver(),
      new UserResolver(),
      registrations,
      passwords,
      sessions,
      sessionRevokes,
      accountSessions,
    ],
    references: { Account: resolveAccount, User: resolveUser },
  });
}
