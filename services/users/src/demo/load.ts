import type { Invalidation } from '@nutgraf/kit/cache/invalidation';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { loadDemoOnce, type DemoCopy, type DemoOptions } from '@nutgraf/kit/demo/load-once';
import type { Logger } from '@nutgraf/kit/logger';
import { personaPassword } from '@nutgraf/kit/demo/personas';
import type { DataSource } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity';
import type { PasswordHasher } from '../passwords/password-hasher';
import { PasswordEntity } from '../passwords/password.entity';
import { UserEntity } from '../users/user.entity';
import { ghostProfile } from '../users/user.rules';
import { demoPeople, type DemoPerson } from './people';

/** Fills an empty database with the people of the roster and its copies, who all have the personas' password. */
export async function loadUsersDemo(
  dataSource: DataSource,
  now: Date,
  logger: Logger,
  invalidation: Invalidation,
  hasher: PasswordHasher,
  options?: DemoOptions,
): Promise<void> {
  let hashing: Promise<string> | undefined;
  const load = async ({ manager }: Transaction, copy: DemoCopy) => {
    const people = demoPeople(copy.now, copy.number);
    const accounts = people.flatMap((person) => accountRow(person) ?? []);
    const hash = await (hashing ??= hasher.hash(personaPassword));
    const passwords = accounts.map(({ id, createdAt }) => ({ accountId: id, hash, changedAt: createdAt }));
    await manager.insert(UserEntity, people.map(userRow));
    await manager.insert(AccountEntity, accounts);
    await manager.insert(PasswordEntity, passwords);
  };
  await loadDemoOnce(dataSource, now, logger, invalidation, load, options);
}

function userRow({ entry, status, bio, website, joinedAt }: DemoPerson): UserEntity {
  const { userId: id, handle, displayName } = entry;
  if (status === 'GHOST') return { id, joinedAt, ...ghostProfile(id) };
  return { id, handle, displayName, bio, website, joinedAt, isGhost: false };
}

/** Null for a ghost, whose account is gone. */
function accountRow({
  entry,
  status,
  roles,
  locale,
  timeZone,
  joinedAt,
}: DemoPerson): Omit<AccountEntity, 'userId'> | null {
  if (status === 'GHOST') return null;
  const { accountId: id, email } = entry;
  const emailVerifiedAt = status === 'UNVERIFIED' ? null : joinedAt;
  return { id, email, emailVerifiedAt, status, roles, locale, timeZone, createdAt: joinedAt };
}
