import { parseSigningKeys } from '@nutgraf/contract/signature';
import { findFreePort } from '@nutgraf/stack/free-port';
import { AccountClient } from '../support/account-mutations';
import { DurablePostgres } from '../support/durable-postgres';
import { createSecrets } from '../support/secrets';
import { ServiceProcess } from '../support/service-process';
import { claimsOf, refresh, tokensOf, type Asked } from '../support/session-client';
import { signedQuery } from '../support/subgraph-client';
import { serviceEnvironment } from '../support/test-service';
import { until } from '../support/until';

jest.setTimeout(120_000);

const secrets = createSecrets();
const keys = parseSigningKeys(secrets.signingKeys);
const [first, second, third] = ['a long walk home', 'another walk home', 'the last walk home'] as const;

let postgres: DurablePostgres;
let users: ServiceProcess;
beforeAll(async () => {
  postgres = await DurablePostgres.start();
  users = new ServiceProcess('users', {
    ...serviceEnvironment(secrets),
    DEMO_DATA: 'false',
    DATABASE_URL: postgres.url,
    LOG_LEVEL: 'fatal',
    PORT: String(await findFreePort()),
  });
  await users.start();
});
afterAll(async () => {
  await users?.[Symbol.asyncDispose]();
  await postgres?.[Symbol.asyncDispose]();
});

const asked: Asked = {
  ask: (request, claims, from) => signedQuery(users.url, 'users', keys, request, claims, from),
};
const client = new AccountClient(asked);

const done = { ok: true, errors: [] };

/** PostgreSQL dies under the running service, which has to find it again by itself. */
async function databaseDies(): Promise<void> {
  await postgres.end('killed');
  await postgres.startAgain();
  await until(
    async () => (await fetch(`${users.url}/ready`)).status,
    (status) => status === 200,
    20_000,
  );
}

/** Both die; the service is started again. */
async function everythingDies(): Promise<void> {
  await users.kill();
  await postgres.end('killed');
  await postgres.startAgain();
  await users.start();
}

/** The token of the newest mail that leads there. */
async function tokenFor(email: string, page: 'verify-email' | 'reset-password'): Promise<string> {
  const link = new RegExp(`${page}\\?token=([\\w-]+)`);
  const inbox = async () => (await fetch(`${users.url}/dev/inbox?to=${encodeURIComponent(email)}`)).text();
  const text = await until(inbox, (html) => link.test(html), 20_000);
  return link.exec(text)?.[1] ?? '';
}

test.each([
  ['PostgreSQL', databaseDies, 'nora@nutgraf.example'],
  ['PostgreSQL and users', everythingDies, 'nils@nutgraf.example'],
])('an account’s life goes on although %s dies after every step', async (_what, die, email) => {
  expect(await client.register({ email, password: first, displayName: 'N.' })).toEqual(done);
  await die();
  const verification = await tokenFor(email, 'verify-email');
  await die();
  expect((await client.verify(verification)).errors).toEqual([]);
  await die();
  expect((await client.verify(verification)).errors).toMatchObject([{ code: 'INVALID_OR_EXPIRED_TOKEN' }]);

  const { refreshToken } = await tokensOf(asked, email, { password: first });
  await die();
  const refreshed = await refresh(asked, refreshToken);
  expect(refreshed.errors).toEqual([]);
  await die();
  const claims = claimsOf(refreshed.tokens?.accessToken ?? '');
  expect(await client.change(first, second, claims)).toEqual(done);
  await die();
  expect((await client.signIn(email, first)).errors).toMatchObject([{ code: 'INVALID_CREDENTIALS' }]);
  expect((await client.signIn(email, second)).errors).toEqual([]);

  expect(await client.requestReset(email)).toEqual(done);
  await die();
  const reset = await tokenFor(email, 'reset-password');
  expect(await client.reset(reset, third)).toEqual(done);
  await die();
  expect((await client.reset(reset, first)).errors).toMatchObject([{ code: 'INVALID_OR_EXPIRED_TOKEN' }]);
  expect((await client.signIn(email, third)).errors).toEqual([]);
});
