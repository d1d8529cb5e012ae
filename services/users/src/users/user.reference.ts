import type { Representation } from '@nutgraf/kit/graphql/federation';
import type { UsersContext } from '../context';
import type { User } from './user.type';

/** Anyone may look at a profile. */
export function resolveUser({ id }: Representation, { loaders }: UsersContext): Promise<User | null> {
  return loaders.userById.load(id);
}
