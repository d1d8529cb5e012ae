import { serviceNames, type ServiceName } from '@nutgraf/stack/service-names';
import { Client } from 'pg';
import { TestGraph } from '../support/test-graph';

const scale = 3;
let once: TestGraph;
let scaled: TestGraph;
beforeAll(async () => {
  once = await TestGraph.start();
  scaled = await TestGraph.start({}, scale);
}, 180_000);
afterAll(async () => {
  await once[Symbol.asyncDispose]();
  await scaled[Symbol.asyncDispose]();
});

async function columnOf(graph: TestGraph, name: ServiceName, sql: string): Promise<readonly string[]> {
  const client = new Client({ connectionString: graph.services[name].database.url });
  await client.connect();
  try {
    return (await client.query<{ value: string }>(`SELECT (${sql})::text AS value`)).rows.map(
      ({ value }) => value,
    );
  } finally {
    await client.end();
  }
}

const idsOf = (table: string, column = 'id') => `SELECT DISTINCT ${column}::text AS value FROM ${table}`;

async function setOf(graph: TestGraph, name: ServiceName, sql: string): Promise<ReadonlySet<string>> {
  const list = await columnOf(graph, name, `SELECT json_agg(value) FROM (${sql}) AS found`);
  return new Set(JSON.parse(list[0] ?? '[]') as string[]);
}

test.each([
  ['users', 'user_profile', 60],
  ['users', 'account', 59],
  ['content', 'article', 180],
  ['content', 'comment', 1_900],
] as const)(
  '%s: a larger scale has as many times the rows of %s, the first among them',
  async (name, table, count) => {
    const first = await setOf(once, name, idsOf(table));
    const all = await setOf(scaled, name, idsOf(table));
    expect([first.size, all.size]).toEqual([count, count * scale]);
    for (const id of first) expect(all).toContain(id);
  },
);

test('topics, plans and prices are no more than before; subscriptions and entitlements are', async () => {
  for (const [name, table, grows] of [
    ['content', 'topic', false],
    ['billing', 'plan', false],
    ['billing', 'price', false],
    ['billing', 'subscription', true],
    ['billing', 'entitlement', true],
  ] as const) {
    const [first, all] = [await setOf(once, name, idsOf(table)), await setOf(scaled, name, idsOf(table))];
    expect(all.size > first.size * 2).toBe(grows);
    expect(grows || all.size === first.size).toBe(true);
  }
});

test('the services speak of the same people', async () => {
  const users = await setOf(scaled, 'users', idsOf('user_profile'));
  const accounts = await setOf(scaled, 'users', idsOf('account'));
  const subsetOf = (ids: ReadonlySet<string>, known: ReadonlySet<string>) =>
    [...ids].filter((id) => !known.has(id));
  expect(subsetOf(await setOf(scaled, 'content', idsOf('article_author', 'user_id')), users)).toEqual([]);
  expect(subsetOf(await setOf(scaled, 'content', idsOf('comment', 'author_id')), users)).toEqual([]);
  // A deleted account may have had a subscription: billing keeps it.
  const ghosts = new Set(
    [...users].map((id) => id.replace('usr_', 'acc_')).filter((id) => !accounts.has(id)),
  );
  expect(ghosts.size).toBe(scale);
  const subscribers = await setOf(scaled, 'billing', idsOf('subscription', 'account_id'));
  expect(subsetOf(subscribers, new Set([...accounts, ...ghosts]))).toEqual([]);
});

test('every service remembers its scale', async () => {
  for (const name of serviceNames) {
    expect(await columnOf(scaled, name, 'SELECT scale FROM demo_data')).toEqual(['3']);
  }
});
