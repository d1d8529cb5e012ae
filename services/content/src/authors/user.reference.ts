import { isId } from '@nutgraf/kit/ids';
import type { Representation } from '@nutgraf/kit/graphql/federation';
import type { User } from './user.type';

/** Whether the user exists is for the users service to say; here it is someone with or without articles. */
export function resolveUser({ id }: Representation): Promise<User | null> {
  return Promise.resolve(isId('usr', id) ? { id } : null);
}
