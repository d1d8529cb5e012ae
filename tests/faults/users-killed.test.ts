import { parseSigningKeys } from '@nutgraf/contract/signature';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { findFreePort } from '@nutgraf/stack/free-port';
import { Client } from 'pg';
import { createSecrets } from '../support/secrets';
import { ServiceProcess } from '../support/service-process';
import { refresh, signIn, type Asked, type SessionAnswer } from '../support/session-client';
import { signedQuery } from '../support/subgraph-client';
import { TestService } from '../support/test-service';
import { until } from '../support/until';

jest.setTimeout(120_000);

const secrets = createSecrets();
const keys = parseSigningKeys(secrets.signingKeys);
const { email } = personaEntry('reader');

let data: TestService;
let doomed: ServiceProcess;
let other: ServiceProcess;
let client: Client;
beforeAll(async () => {
  data = await TestService.create('users', secrets, { LOG_LEVEL: 'fatal' });
  const process = async () =>
    new ServiceProcess('users', { ...data.environment, PORT: String(await findFreePort()) });
  [doomed, other] = [await process(), await process()];
  await Promise.all([doomed.start(), other.start()]);
  client = new Client({ connectionString: data.database.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await doomed?.kill();
  await other?.kill();
  await data[Symbol.asyncDispose]();
});

const asked = ({ url }: ServiceProcess): Asked => ({
  ask: (request, claims, from) => signedQuery(url, 'users', keys, request, claims, from),
});

async function one<Row extends object>(sql: string): Promise<Row | undefined> {
  return (await client.query<Row>(sql)).rows[0];
}

const activeHash = async () =>
  (await one<{ hash: string }>(`SELECT encode(refresh_token_hash, 'hex') AS hash FROM session`))?.hash;

const waitingForLocks = async () =>
  (
    await one<{ count: number }>(
      `SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
  )?.count ?? 0;

interface Moment {
  readonly name: string;
  /** Ends when the process is to be killed. */
  readonly arrives: (before: string | undefined) => Promise<unknown>;
  /** Whether somebody else holds the session meanwhile. */
  readonly isLocked?: boolean;
  /** Whether what was answered does not reach the client. */
  readonly isLost?: boolean;
}

const moments: readonly Moment[] = [
  { name: 'at once', arrives: () => Promise.resolve() },
  {
    name: 'when the first refresh is committed',
    arrives: (before) => until(activeHash, (hash) => hash !== before, 10_000),
    isLost: true,
  },
  {
    name: 'while a refresh waits for its session',
    arrives: () => until(waitingForLocks, (count) => count > 0, 10_000),
    isLocked: true,
  },
];

test('F9: users killed in the middle of refreshes: the parent or the successor works, never neither', async () => {
  const first = await signIn(asked(doomed), email);
  let held = first.tokens?.refreshToken ?? '';
  for (const { name, arrives, isLocked, isLost } of [...moments, ...moments]) {
    if (isLocked) await client.query('BEGIN; SELECT FROM session FOR UPDATE');
    const before = await activeHash();
    const answers: SessionAnswer[] = [];
    const asking = [1, 2, 3].map(() =>
      refresh(asked(doomed), held).then(
        (answer) => void answers.push(answer),
        () => undefined,
      ),
    );
    await arrives(before);
    await doomed.kill();
    await Promise.all(asking);
    if (isLocked) await client.query('ROLLBACK');

    const known = answers.flatMap(({ tokens }) => tokens ?? []);
    expect(new Set(known.map((pair) => JSON.stringify(pair))).size).toBe(known.length > 0 ? 1 : 0);
    if (isLocked) expect(known).toEqual([]);
    // Whoever got an answer goes on from it, whoever got none asks again; another process answers at once.
    const [answered] = isLost ? [] : known;
    const after = await refresh(asked(other), answered ? answered.refreshToken : held);
    expect([name, after.errors, after.session?.id]).toEqual([name, [], first.session?.id]);
    if (isLost && known[0]) expect(after.tokens).toEqual(known[0]);
    held = after.tokens?.refreshToken ?? '';
    await doomed.start();
  }
  expect((await refresh(asked(doomed), held)).errors).toEqual([]);
});
