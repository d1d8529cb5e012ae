import type { DataSource } from 'typeorm';
import { createDatabase, type TestDatabase } from '../../../tests/support/template-database';
import { inTransaction } from '@nutgraf/kit/database/transaction';
import { connectUsersDatabase, prepareUsersDatabase } from './database';
import { LastingSessions1795000000000 } from './migrations/1795000000000-lasting-sessions';
import { SessionRevocations } from './sessions/session-revocations';
import { SessionRepository } from './sessions/session.repository';

let clone: TestDatabase;
let database: DataSource;
beforeAll(async () => {
  clone = await createDatabase('users', prepareUsersDatabase);
  database = await connectUsersDatabase(clone.url);
});
afterAll(async () => {
  await database.destroy();
  await clone.drop();
});
beforeEach(async () => {
  await database.query(
    'TRUNCATE user_profile, account, password, session, registration, one_time_token, mail',
  );
  await database.query(profile('usr_1', 'ada'));
  await database.query(account('acc_1', 'ada@nutgraf.example'));
});

function profile(id: string, handle: string, more: { ghost?: boolean; bio?: string } = {}): string {
  const bio = more.bio ? `'${more.bio}'` : 'NULL';
  return `INSERT INTO user_profile (id, handle, display_name, bio, joined_at, is_ghost)
          VALUES ('${id}', '${handle}', 'Name', ${bio}, now(), ${more.ghost ?? false})`;
}

function account(
  id: string,
  email: string,
  more: { status?: string; verified?: boolean; roles?: string } = {},
) {
  const { status = 'ACTIVE', verified = true, roles = '{READER}' } = more;
  return `INSERT INTO account (id, email, email_verified_at, status, roles, locale, time_zone, created_at)
          VALUES ('${id}', '${email}', ${verified ? 'now()' : 'NULL'}, '${status}', '${roles}', 'en', 'UTC', now())`;
}

test.each([
  ['two handles that differ in case', profile('usr_2', 'ADA'), 'user_profile_handle_key'],
  ['a handle of another form', profile('usr_2', 'ada lovelace'), 'user_profile_handle_check'],
  ['a ghost that keeps its handle', profile('usr_2', 'bob', { ghost: true }), 'user_profile_check'],
  [
    'a ghost that keeps its bio',
    profile('usr_2', 'deleted-2', { ghost: true, bio: 'x' }),
    'user_profile_check1',
  ],
  ['a person who looks like a ghost', profile('usr_2', 'Deleted-2'), 'user_profile_check'],
  ['an account without a profile', account('acc_2', 'b@nutgraf.example'), 'account_user_id_fkey'],
])('the database refuses %s', async (_what, sql, constraint) => {
  await expect(database.query(sql)).rejects.toMatchObject({ driverError: { constraint } });
});

test.each([
  ['two addresses that differ in case', 'ADA@nutgraf.example', {}, 'account_email_key'],
  ['an active account without a proven address', 'b@n.example', { verified: false }, 'account_check'],
  ['an unverified account with one', 'b@n.example', { status: 'UNVERIFIED' }, 'account_check1'],
  ['an unknown status', 'b@n.example', { status: 'GONE' }, 'account_status_check'],
  ['an unknown role', 'b@n.example', { roles: '{READER,ROOT}' }, 'account_roles_check'],
  ['an account that is no reader', 'b@n.example', { roles: '{ADMIN}' }, 'account_roles_check'],
])('the database refuses %s', async (_what, email, more, constraint) => {
  await database.query(profile('usr_2', 'bob'));
  await expect(database.query(account('acc_2', email, more))).rejects.toMatchObject({
    driverError: { constraint },
  });
});

test('an account leads to its profile and takes its password and sessions along when it goes', async () => {
  await database.query(`INSERT INTO password VALUES ('acc_1', 'hash', now())`);
  await database.query(
    `INSERT INTO session VALUES ('ses_1', 'acc_1', NULL, now(), now() + interval '1 minute')`,
  );
  expect(await database.query('SELECT user_id FROM account')).toEqual([{ user_id: 'usr_1' }]);

  await database.query('DELETE FROM account');
  const left = await database.query<unknown[]>(
    `SELECT (SELECT count(*)::int FROM password) AS passwords, (SELECT count(*)::int FROM session) AS sessions,
            (SELECT count(*)::int FROM user_profile) AS profiles`,
  );
  expect(left).toEqual([{ passwords: 0, sessions: 0, profiles: 1 }]);
});

const registration = (id: string, handle = 'bob') =>
  `INSERT INTO registration VALUES ('${id}', 'b@nutgraf.example', 'hash', '${handle}', 'Bob', 'en', now())`;
const token = (purpose: string, registrationId: string, accountId: string, bytes = 32) =>
  `INSERT INTO one_time_token VALUES (decode(repeat('00', ${bytes}), 'hex'), '${purpose}', ${registrationId}, ${accountId}, now())`;

test.each([
  [
    'a registration with the handle of a ghost',
    registration('reg_2', 'Deleted-2'),
    'registration_handle_check',
  ],
  [
    'a token that is kept as it is',
    token('PASSWORD_RESET', 'NULL', `'acc_1'`, 43),
    'one_time_token_hash_check',
  ],
  ['a token of nobody', token('PASSWORD_RESET', 'NULL', 'NULL'), 'one_time_token_check'],
  ['a token of two', token('REGISTRATION', `'reg_1'`, `'acc_1'`), 'one_time_token_check'],
  ['a token of another kind', token('PASSWORD_RESET', `'reg_1'`, 'NULL'), 'one_time_token_check1'],
])('the database refuses %s', async (_what, sql, constraint) => {
  await database.query(registration('reg_1'));
  await expect(database.query(sql)).rejects.toMatchObject({ driverError: { constraint } });
});

test('a registration takes its token along when it goes', async () => {
  await database.query(registration('reg_1'));
  await database.query(token('REGISTRATION', `'reg_1'`, 'NULL'));
  await database.query('DELETE FROM registration');
  expect(await database.query('SELECT FROM one_time_token')).toEqual([]);
});

test('preparing twice, and at once, changes nothing', async () => {
  await Promise.all([prepareUsersDatabase(clone.url), prepareUsersDatabase(clone.url)]);
  expect(await database.query('SELECT id FROM account')).toEqual([{ id: 'acc_1' }]);
});

test('sessions of before there were refresh tokens stay until they expire, and the service of before goes on', async () => {
  const runner = database.createQueryRunner();
  const lasting = new LastingSessions1795000000000();
  const insert = (id: string) =>
    runner.query(
      `INSERT INTO session (id, account_id, device_name, created_at, expires_at)
       VALUES ($1, 'acc_1', NULL, '2026-03-02T09:30:00Z', '2026-03-02T10:30:00Z')`,
      [id],
    );
  await lasting.down(runner);
  await insert('ses_1');
  await lasting.up(runner);
  await insert('ses_2');
  await runner.release();

  const sessions = new SessionRepository(database.manager);
  const live = await sessions.liveByIds(['ses_1', 'ses_2'], new Date('2026-03-02T10:29:59Z'));
  expect(live.map(({ id }) => id).sort()).toEqual(['ses_1', 'ses_2']);
  expect(live.find(({ id }) => id === 'ses_1')?.refreshedAt).toEqual(new Date('2026-03-02T09:30:00Z'));
  const revocations = new SessionRevocations({ now: () => new Date('2026-03-02T10:00:00Z') });
  await inTransaction(database, (transaction) => revocations.ofAccount(transaction, 'acc_1', 'SIGNED_OUT'));
  expect(await database.query(`SELECT payload->>'tokensExpireAt' AS until FROM outbox`)).toEqual([
    { until: '2026-03-02T10:30:00.000Z' },
    { until: '2026-03-02T10:30:00.000Z' },
  ]);
});
