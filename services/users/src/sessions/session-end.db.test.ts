import { personaEntry } from '@nutgraf/kit/demo/roster';
import { refresh, tokensOf } from '../../../../tests/support/session-client';
import { UsersService } from '../../../../tests/support/users-service';
import { connectUsersDatabase } from '../database';

let users: UsersService;
beforeEach(async () => (users = await UsersService.start()));
afterEach(() => users[Symbol.asyncDispose]());

const { email, accountId } = personaEntry('reader');
const dead = [{ code: 'INVALID_OR_EXPIRED_TOKEN' }];

async function sql(statement: string, parameters: unknown[]): Promise<void> {
  const database = await connectUsersDatabase(users.database.url);
  await database.query(statement, parameters);
  await database.destroy();
}

/** The token of a refresh that must succeed. */
async function next(token: string): Promise<string> {
  const { tokens, errors } = await refresh(users, token);
  expect(errors).toEqual([]);
  return tokens?.refreshToken ?? '';
}

test('a session ends after thirty days without a refresh', async () => {
  const { refreshToken } = await tokensOf(users, email);
  users.clock.advance(30 * 86_400_000 - 1);
  const active = await next(refreshToken);
  users.clock.advance(30 * 86_400_000);
  expect(await refresh(users, active)).toMatchObject({ tokens: null, errors: dead });
});

test('a session ends after half a year, and its last access token with it', async () => {
  let { refreshToken } = await tokensOf(users, email);
  for (let day = 20; day < 180; day += 20) {
    users.clock.advance(20 * 86_400_000);
    refreshToken = await next(refreshToken);
  }
  users.clock.advance(20 * 86_400_000 - 60_000);
  const { tokens } = await refresh(users, refreshToken);
  expect(tokens).toMatchObject({
    accessTokenExpiresAt: '2026-08-29T09:30:00.000Z',
    refreshTokenExpiresAt: '2026-08-29T09:30:00.250Z',
  });
  users.clock.advance(60_000);
  expect(await refresh(users, tokens?.refreshToken ?? '')).toMatchObject({ errors: dead });
});

test('a suspended account cannot refresh, and can again when it is reinstated', async () => {
  const { refreshToken } = await tokensOf(users, email);
  await sql(`UPDATE account SET status = 'SUSPENDED' WHERE id = $1`, [accountId]);
  const refused = await refresh(users, refreshToken);
  expect(refused).toMatchObject({ session: null, tokens: null, errors: [{ code: 'ACCOUNT_SUSPENDED' }] });
  await sql(`UPDATE account SET status = 'ACTIVE' WHERE id = $1`, [accountId]);
  await next(refreshToken);
});

test('a deleted account cannot refresh', async () => {
  const { refreshToken } = await tokensOf(users, email);
  await sql('DELETE FROM account WHERE id = $1', [accountId]);
  expect(await refresh(users, refreshToken)).toMatchObject({ tokens: null, errors: dead });
});
