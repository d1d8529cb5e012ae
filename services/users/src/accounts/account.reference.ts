import type { Representation } from '@nutgraf/kit/graphql/federation';
import type { UsersContext } from '../context';
import type { Account } from './account.type';

/** Only for the account itself and for staff that looks after accounts or billing. */
export function resolveAccount({ id }: Representation, { loaders }: UsersContext): Promise<Account | null> {
  return loaders.accountById.load(id);
}
