import type { EventPage } from '@nutgraf/contract/event';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { InternalClient } from '@nutgraf/kit/http/internal-client';
import { DurablePostgres } from '../support/durable-postgres';
import { claimsOf, refresh, tokensOf, type SessionAnswer } from '../support/session-client';
import { until } from '../support/until';
import { UsersService } from '../support/users-service';

jest.setTimeout(120_000);

const { email } = personaEntry('reader');

let postgres: DurablePostgres;
let users: UsersService;
beforeAll(async () => {
  postgres = await DurablePostgres.start();
  const nothing = () => Promise.resolve();
  users = await UsersService.startOn({ url: postgres.url, drop: nothing, [Symbol.asyncDispose]: nothing });
});
afterAll(async () => {
  await users?.[Symbol.asyncDispose]();
  await postgres?.[Symbol.asyncDispose]();
});

/** Undefined when it could not be answered. */
async function tryRefresh(token: string): Promise<SessionAnswer | undefined> {
  return refresh(users, token).catch(() => undefined);
}

const events = async () => {
  const keys = parseSigningKeys(users.secrets.signingKeys);
  const client = new InternalClient({ self: 'gateway', audience: 'users', url: users.url, keys });
  return (await client.get<EventPage>('/internal/events?after=0', { timeoutMs: 10_000 })).events;
};

test.each(['killed', 'stopped'] as const)(
  'F3: PostgreSQL %s in the middle of refreshes: nothing acknowledged is lost, and users goes on',
  async (how) => {
    const { refreshToken, accessToken } = await tokensOf(users, email);
    let held = refreshToken;
    let isDown = false;
    // One after another, until the first that is not answered.
    const asking = (async () => {
      for (;;) {
        const answer = await tryRefresh(held);
        if (!answer) return;
        expect(answer.errors).toEqual([]);
        held = answer.tokens?.refreshToken ?? '';
        if (isDown) return;
      }
    })();
    await until(
      () => Promise.resolve(held),
      (token) => token !== refreshToken,
      10_000,
    );
    await postgres.end(how);
    isDown = true;
    await asking;
    expect(await tryRefresh(held)).toBeUndefined();
    expect((await fetch(new URL('/ready', users.url))).status).toBe(503);
    expect((await fetch(new URL('/health', users.url))).status).toBe(200);

    await postgres.startAgain();
    const after = await until(
      () => tryRefresh(held),
      (answer) => answer !== undefined,
      20_000,
    );
    expect(after?.errors).toEqual([]);
    expect(after?.session?.id).toBe(claimsOf(accessToken).sid);

    // What ends sessions works again as well, and is told.
    const query = 'mutation { sessionRevoke { revokedSessionIds } }';
    expect((await users.ask({ query }, claimsOf(accessToken))).errors).toBeUndefined();
    expect((await events()).at(-1)?.aggregateId).toBe(after?.session?.id);
  },
);
