import { buildSubgraph, type SubgraphTypes } from '@nutgraf/kit/graphql/subgraph';
import type { GraphQLSchema } from 'graphql';
import { resolveAccount } from './accounts/account.reference';
import { AccountResolver } from './accounts/account.resolver';
import type { UsersContext } from './context';
import { GenericError } from './errors/user-error.type';
import { SessionResolver } from './sessions/session.resolver';
import type { SessionService } from './sessions/session.service';
import { resolveUser } from './users/user.reference';
import { UserResolver } from './users/user.resolver';

/** The types of the users subgraph: enough to print its schema. */
export const usersTypes: SubgraphTypes = {
  resolvers: [AccountResolver, UserResolver, SessionResolver],
  orphanedTypes: [GenericError],
};

/** The users subgraph, ready to be asked. */
export function createUsersSubgraph({ sessions }: { readonly sessions: SessionService }): GraphQLSchema {
  return buildSubgraph<UsersContext>(usersTypes, {
    instances: [new AccountResolver(), new UserResolver(), new SessionResolver(sessions)],
    references: { Account: resolveAccount, User: resolveUser },
  });
}
