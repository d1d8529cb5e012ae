import { Client } from 'pg';
import { parseSigningKeys } from '@nutgraf/contract/signature';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { roster } from '@nutgraf/kit/demo/roster';
import { findFreePort } from '@nutgraf/stack/free-port';
import { createSecrets } from '../support/secrets';
import { ServiceProcess } from '../support/service-process';
import { signedQuery } from '../support/subgraph-client';
import { TestService } from '../support/test-service';
import { until } from '../support/until';

jest.setTimeout(120_000);

const rounds = 6;
const secrets = createSecrets();
const keys = parseSigningKeys(secrets.signingKeys);
const staff = { sub: demoId('acc', 8), scope: 'admin:billing' };
const accounts = roster.slice(0, 12).map(({ accountId }) => accountId);

let billing: TestService;
let contentData: TestService;
let content: ServiceProcess;
beforeAll(async () => {
  billing = await TestService.create('billing', secrets);
  await billing.start();
  const environment = { BILLING_URL: billing.url, PORT: String(await findFreePort()), LOG_LEVEL: 'fatal' };
  contentData = await TestService.create('content', secrets, environment);
  content = new ServiceProcess('content', contentData.environment);
});
afterAll(async () => {
  await content[Symbol.asyncDispose]();
  await billing[Symbol.asyncDispose]();
  await contentData[Symbol.asyncDispose]();
});

async function rowsOf<Row extends object>(service: TestService, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: service.database.url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function comp(accountId: string, round: number): Promise<void> {
  const query = `mutation ($accountId: ID!, $planId: ID!, $until: DateTime!, $key: ID!) {
    entitlementComp(accountId: $accountId, planId: $planId, until: $until, note: "A test", idempotencyKey: $key) {
      errors { code message }
    }
  }`;
  const until = new Date(Date.now() + (round % 2 === 0 ? 86_400_000 : -60_000)).toISOString();
  const variables = { accountId, planId: demoId('pln', 1), until, key: `${accountId}-${round}` };
  const { data, errors } = await signedQuery(billing.url, 'billing', keys, { query, variables }, staff);
  expect([errors, data]).toEqual([undefined, { entitlementComp: { errors: [] } }]);
}

/** What billing last published of each account. */
const published = () =>
  rowsOf<{ account: string; version: number; grants: unknown }>(
    billing,
    `SELECT DISTINCT ON (aggregateid COLLATE "C") aggregateid AS account, (payload->>'version')::int AS version,
            payload->'grants' AS grants
     FROM outbox WHERE type = 'entitlements.changed' ORDER BY aggregateid COLLATE "C", position DESC`,
  );

const projected = () =>
  rowsOf<{ account: string; version: number; grants: unknown }>(
    contentData,
    `SELECT account_id AS account, version, grants FROM account_entitlements ORDER BY account_id COLLATE "C"`,
  );

const lastPosition = async () =>
  (await rowsOf<{ position: string }>(billing, 'SELECT max(position)::text AS position FROM outbox'))[0]
    ?.position;

const cursor = async () =>
  (await rowsOf<{ position: string }>(contentData, 'SELECT position::text FROM event_cursor'))[0]?.position;

test('F10: content killed again and again while events come: nothing is lost, no event is consumed twice', async () => {
  await content.start();
  const firstPosition = await lastPosition();
  await until(cursor, (position) => position === firstPosition, 10_000);
  // Each event that moves the cursor, and so is applied, leaves a line; what a kill undoes leaves none.
  await rowsOf(contentData, 'CREATE TABLE consumed (position bigint)');
  await rowsOf(
    contentData,
    `CREATE FUNCTION note_consumed() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN INSERT INTO consumed VALUES (NEW.position); RETURN NEW; END $$`,
  );
  await rowsOf(
    contentData,
    `CREATE TRIGGER consumed AFTER INSERT OR UPDATE ON event_cursor
       FOR EACH ROW EXECUTE FUNCTION note_consumed()`,
  );

  for (let round = 0; round < rounds; round++) {
    const before = await cursor();
    const writes = Promise.all(accounts.map((accountId) => comp(accountId, round)));
    // The kill falls between the first event of the round and the last, at another point each time.
    await until(cursor, (position) => position !== before, 10_000);
    await content.kill();
    await writes;
    await content.start();
  }

  const last = await lastPosition();
  await until(cursor, (position) => position === last, 10_000);
  expect(await projected()).toEqual(await published());
  const consumed = await rowsOf<{ position: string }>(
    contentData,
    'SELECT position FROM consumed ORDER BY position',
  );
  const written = await rowsOf<{ position: string }>(
    billing,
    `SELECT position FROM outbox WHERE position > ${firstPosition} ORDER BY position`,
  );
  expect(consumed).toEqual(written);
});
