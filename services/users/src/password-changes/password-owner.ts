import type { EntityManager } from 'typeorm';
import type { AccountRow } from '../accounts/account.read';
import { UserRepository } from '../users/user.read';

/** What others know of the owner of an account, and so must not be the password. */
export async function ownerOf(
  { email, userId }: Pick<AccountRow, 'email' | 'userId'>,
  manager: EntityManager,
) {
  const [user] = await new UserRepository(manager).byIds([userId]);
  return { email, handle: user?.handle ?? null, displayName: user?.displayName ?? '' };
}
