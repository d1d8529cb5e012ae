import { Invalidation } from '@nutgraf/kit/cache/invalidation';
import { personaPassword } from '@nutgraf/kit/demo/personas';
import { createLogger } from '@nutgraf/kit/logger';
import type { DataSource } from 'typeorm';
import { createDatabase } from '../../../../tests/support/template-database';
import { connectUsersDatabase, prepareUsersDatabase } from '../database';
import { argon2Hasher, type PasswordHasher } from '../passwords/password-hasher';
import { loadUsersDemo } from './load';

const now = new Date('2026-03-02T09:30:00.250Z');
const logger = createLogger('users', 'silent');
const off = (dataSource: DataSource) =>
  Invalidation.open({ subgraph: 'users', dataSource, redisUrl: null, logger });

test('the demo data is loaded once, with one hash, and without an account for the ghost', async () => {
  await using clone = await createDatabase('users', prepareUsersDatabase);
  const database = await connectUsersDatabase(clone.url);
  try {
    const hash = jest.fn<Promise<string>, [string]>((password) => argon2Hasher.hash(password));
    const hasher: PasswordHasher = { ...argon2Hasher, hash };
    await loadUsersDemo(database, now, logger, await off(database), hasher);
    await loadUsersDemo(database, new Date(now.getTime() + 86_400_000), logger, await off(database), hasher);

    expect(hash.mock.calls).toEqual([[personaPassword]]);
    const counts = await database.query<unknown[]>(
      `SELECT (SELECT count(*)::int FROM user_profile) AS profiles, (SELECT count(*)::int FROM account) AS accounts,
              (SELECT count(*)::int FROM password) AS passwords, (SELECT count(*)::int FROM session) AS sessions,
              (SELECT count(*)::int FROM user_profile WHERE is_ghost) AS ghosts,
              (SELECT max(joined_at) < $1 FROM user_profile) AS all_in_the_past`,
      [now],
    );
    expect(counts).toEqual([
      { profiles: 60, accounts: 59, passwords: 59, sessions: 0, ghosts: 1, all_in_the_past: true },
    ]);
  } finally {
    await database.destroy();
  }
});

test('accounts with a published password never come into a database that people use', async () => {
  await using clone = await createDatabase('users', prepareUsersDatabase);
  const database = await connectUsersDatabase(clone.url);
  try {
    await database.query(
      `INSERT INTO user_profile (id, handle, display_name, joined_at, is_ghost)
       VALUES ('usr_01JD0000000000000000000000', 'someone', 'Someone', now(), false)`,
    );
    await loadUsersDemo(database, now, logger, await off(database), argon2Hasher);
    expect(await database.query<unknown[]>('SELECT handle FROM user_profile')).toEqual([
      { handle: 'someone' },
    ]);
  } finally {
    await database.destroy();
  }
});
