import { personaEntry } from '@nutgraf/kit/demo/roster';
import type { DataSource } from 'typeorm';
import { refresh, signIn, tokensOf, type SessionAnswer } from '../../../../tests/support/session-client';
import { until } from '../../../../tests/support/until';
import { UsersService } from '../../../../tests/support/users-service';
import { connectUsersDatabase } from '../database';

let users: UsersService;
let database: DataSource;
beforeEach(async () => {
  users = await UsersService.start();
  database = await connectUsersDatabase(users.database.url);
});
afterEach(async () => {
  await database.destroy();
  await users[Symbol.asyncDispose]();
});

const { email, accountId } = personaEntry('reader');

/** Starts a sign-in, does `work` while its password is being checked, and lets it go on. */
async function duringTheCheck(work: () => Promise<unknown>): Promise<SessionAnswer> {
  let release = () => undefined as void;
  users.mayVerify = new Promise((resolve) => (release = resolve));
  const answer = signIn(users, email);
  await until(
    () => Promise.resolve(users.verifications.length),
    (count) => count > 0,
    10_000,
  );
  await work();
  release();
  return answer;
}

const sessions = async () => (await database.query<unknown[]>('SELECT FROM session')).length;

test.each([
  ['the password is changed', `UPDATE password SET hash = 'another'`, 'INVALID_CREDENTIALS'],
  ['the account is suspended', `UPDATE account SET status = 'SUSPENDED'`, 'ACCOUNT_SUSPENDED'],
  ['the account is deleted', 'DELETE FROM account', 'INVALID_CREDENTIALS'],
])('when %s while a password is being checked, no session begins', async (_what, sql, code) => {
  const answer = await duringTheCheck(() => database.query(sql));
  expect(answer).toMatchObject({ session: null, tokens: null, errors: [{ code }] });
  expect(await sessions()).toBe(0);
});

test('a sign-in waits for a change of the password that is under way', async () => {
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  // As a use case that ends all sessions does.
  await runner.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [accountId]);
  const answer = signIn(users, email);
  const waiting = () =>
    database.query<unknown[]>(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
  await until(waiting, (rows) => rows.length > 0, 10_000);
  await runner.query(`UPDATE password SET hash = 'another' WHERE account_id = $1`, [accountId]);
  await runner.commitTransaction();
  await runner.release();
  expect(await answer).toMatchObject({ session: null, errors: [{ code: 'INVALID_CREDENTIALS' }] });
});

test('refreshes and sign-ins of one account do not wait for each other', async () => {
  const { refreshToken } = await tokensOf(users, email);
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  await runner.query('SELECT FROM account WHERE id = $1 FOR KEY SHARE', [accountId]);
  await runner.query('SELECT FROM session FOR UPDATE');
  expect((await signIn(users, email)).errors).toEqual([]);
  await runner.rollbackTransaction();
  await runner.startTransaction();
  await runner.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [accountId]);
  expect((await refresh(users, refreshToken)).errors).toEqual([]);
  await runner.rollbackTransaction();
  await runner.release();
});
