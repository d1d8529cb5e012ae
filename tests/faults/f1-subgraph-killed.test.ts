import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { roster } from '@nutgraf/kit/demo/roster';
import { Client } from 'pg';
import {
  DoomedBilling,
  isWell,
  isWithoutBadges,
  readPage,
  staffToken,
  type Page,
} from '../support/doomed-billing';
import { latencies, Load } from '../support/load';
import { until } from '../support/until';

jest.setTimeout(180_000);

/** `FAULT_SECONDS` makes it the long form, at `FAULT_RATE` pages a second, which prints latencies. */
const seconds = Number(process.env.FAULT_SECONDS ?? 0);
const isLong = seconds > 0;
const rate = isLong ? Number(process.env.FAULT_RATE ?? 100) : 25;
const rounds = isLong ? Math.max(1, Math.floor(seconds / 15)) : 1;

const unreachable = ['SUBREQUEST_HTTP_ERROR', 'SUBREQUEST_TIMEOUT', 'SUBGRAPH_UNAVAILABLE'];

let graph: DoomedBilling;
let url: string;
beforeAll(async () => {
  graph = await DoomedBilling.start();
  url = await graph.gateway();
});
afterAll(() => graph[Symbol.asyncDispose]());

/** Gives an account a membership. @returns whether that was acknowledged */
async function write(key: string, token: string, index: number): Promise<boolean> {
  const query = `mutation ($accountId: ID!, $planId: ID!, $until: DateTime!, $key: ID!) {
    entitlementComp(accountId: $accountId, planId: $planId, until: $until, note: "A test", idempotencyKey: $key) {
      errors { code }
    }
  }`;
  const accountId = roster[index % 12]!.accountId;
  const until = new Date(Date.now() + 86_400_000).toISOString();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { accountId, planId: demoId('pln', 1), until, key } }),
  });
  const { data } = (await response.json()) as { data?: { entitlementComp?: { errors: unknown[] } | null } };
  return data?.entitlementComp?.errors.length === 0;
}

async function keptKeys(): Promise<ReadonlySet<string>> {
  const client = new Client({ connectionString: graph.data.database.url });
  await client.connect();
  try {
    const { rows } = await client.query<{ key: string }>('SELECT key FROM idempotency_key');
    return new Set(rows.map(({ key }) => key));
  } finally {
    await client.end();
  }
}

test('F1: billing killed under load: the rest of the page is whole, it is well within 2 s of its return, no acknowledged write is lost', async () => {
  const token = await staffToken(url);
  const acknowledged: string[] = [];
  const pages = new Load<Page>(rate, () => readPage(url));
  const writes = new Load<void>(rate / 5, async (index) => {
    const key = `f1-${index}`;
    if (await write(key, token, index)) acknowledged.push(key);
  });
  try {
    for (let round = 0; round < rounds; round += 1) {
      const before = pages.samples.length;
      const written = acknowledged.length;
      const wellBefore = () => Promise.resolve(pages.count(before, isWell));
      await until(wellBefore, (count) => count >= 20 && acknowledged.length > written, 20_000);
      await graph.billing.kill();
      const killed = pages.samples.length;
      const unwell = () => Promise.resolve(pages.count(killed, (page) => isWithoutBadges(page, unreachable)));
      await until(unwell, (count) => count >= (isLong ? 5 * rate : 40), 20_000);
      await graph.billing.start();
      await until(() => readPage(url), isWell, 2_000);
      // It stays well, writes too.
      const after = pages.samples.length;
      const writtenAfter = acknowledged.length;
      const wellAfter = () => Promise.resolve(pages.count(after, isWell));
      await until(wellAfter, (count) => count >= 20 && acknowledged.length > writtenAfter, 20_000);
    }
  } finally {
    await pages.stop();
    await writes.stop();
  }
  const wrong = pages.samples.filter(
    ({ result }) => result instanceof Error || !(isWell(result) || isWithoutBadges(result, unreachable)),
  );
  expect(wrong).toEqual([]);
  expect(writes.samples.filter(({ result }) => result instanceof Error)).toEqual([]);
  const kept = await keptKeys();
  expect(acknowledged.filter((key) => !kept.has(key))).toEqual([]);
  if (isLong) process.stdout.write(`F1 pages: ${latencies(pages.samples)}\n`);
});
