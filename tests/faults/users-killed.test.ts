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

/** Each ends when the process should be killed. */
const moments: Readonly<Record<string, (before: string | undefined) => Promise<unknown>>> = {
  'at once': () => Promise.resolve(),
  'when the first refresh is committed': (before) => until(activeHash, (hash) => hash !== before, 10_000),
  'while a refresh waits for its session': () => until(waitingForLocks, (count) => count > 0, 10_000),
};

test('F9: users killed in the middle of refreshes: the parent or the successor works, never neither', async () => {
  const first = await signIn(asked(doomed), email);
  let held = first.tokens?.refreshToken ?? '';
  const lost: string[] = [];
  for (let round = 0; round < 6; round++) {
    const [[moment, kill] = []] = [Object.entries(moments)[round % 3]];
    const isLocked = moment?.startsWith('while') ?? false;
    if (isLocked) await client.query('BEGIN; SELECT FROM session FOR UPDATE');
    const before = await activeHash();
    const answers: SessionAnswer[] = [];
    const asking = [1, 2, 3].map(() =>
      refresh(asked(doomed), held).then(
        (answer) => void answers.push(answer),
        () => void lost.push(moment ?? ''),
      ),
    );
    await kill?.(before);
    await doomed.kill();
    await Promise.all(asking);
    if (isLocked) await client.query('ROLLBACK');

    // Whoever got an answer goes on from it, whoever got none asks again; another process answers at once.
    const known = answers.flatMap(({ tokens }) => tokens?.refreshToken ?? []);
    expect(new Set(known).size).toBe(known.length > 0 ? 1 : 0);
    const after = await refresh(asked(other), known[0] ?? held);
    expect([moment, after.errors, after.session?.id]).toEqual([moment, [], first.session?.id]);
    held = after.tokens?.refreshToken ?? '';
    await doomed.start();
  }
  expect(new Set(lost)).toContain('while a refresh waits for its session');
  expect((await refresh(asked(doomed), held)).errors).toEqual([]);
});
