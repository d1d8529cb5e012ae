import { personaPassword } from '@nutgraf/kit/demo/personas';
import { createDatabase } from '../../../../tests/support/template-database';
import { connectUsersDatabase, prepareUsersDatabase } from '../database';
import { argon2Hasher, type PasswordHasher } from '../passwords/password-hasher';
import { loadUsersDemo } from './load';

const now = new Date('2026-03-02T09:30:00.250Z');

test('the demo data is loaded once, with one hash, and without an account for the ghost', async () => {
  await using clone = await createDatabase('users', prepareUsersDatabase);
  const database = await connectUsersDatabase(clone.url);
  try {
    const hash = jest.fn<Promise<string>, [string]>((password) => argon2Hasher.hash(password));
    const hasher: PasswordHasher = { ...argon2Hasher, hash };
    await loadUsersDemo(database, now, hasher);
    await loadUsersDemo(database, new Date(now.getTime() + 86_400_000), hasher);

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
