import { namedTag, stampBook } from '@nutgraf/contract/cache-stamps';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import { accountClaims, startBilling, type RunningBilling } from '../../../tests/support/billing-service';
import { startRedis, type TestRedis } from '../../../tests/support/start-redis';

let redis: TestRedis;
let billing: RunningBilling;
beforeAll(async () => {
  redis = await startRedis();
  await redis.run('hset', stampBook, '#epoch', 'one', '#counter', '0');
  billing = await startBilling({ demo: true, redisUrl: redis.url });
});
afterAll(async () => {
  await billing[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

const staff = accountClaims(personaEntry('billing').accountId, 'admin:billing');
const member = accountClaims(personaEntry('member').accountId);
const plan = demoId('pln', 2);
const catalogue = '{ plans { id name features { id name } prices { id unitAmount { minor currency } } } }';

test('the catalogue is kept for all', async () => {
  for (const claims of [undefined, member, staff]) {
    expect((await billing.query(catalogue, {}, claims)).cacheControl).toBe('max-age=60, public');
  }
});

test('whether the viewer is subscribed is kept for guests, and for nobody else', async () => {
  const query = '{ plans { id viewerIsSubscribed } }';
  expect((await billing.query(query)).cacheControl).toBe('max-age=60, private');
  expect((await billing.query(query, {}, member)).cacheControl).toBe('no-store');
});

test('a plan and a price that not everybody sees are never kept for those who may see more than guests', async () => {
  await billing.dataSource.query('UPDATE plan SET is_public = false WHERE id = $1', [plan]);
  try {
    const [price] = await billing.dataSource.query<{ id: string }[]>(
      'SELECT id FROM price WHERE plan_id = $1',
      [plan],
    );
    const asked = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Plan { name } ... on Price { interval } } }`;
    for (const of of [
      { __typename: 'Plan', id: plan },
      { __typename: 'Price', id: price?.id },
    ]) {
      for (const claims of [staff, member]) {
        expect((await billing.query(asked, { of: [of] }, claims)).cacheControl).toBe('no-store');
      }
      const guest = await billing.query(asked, { of: [of] });
      expect([guest.data, guest.cacheControl]).toEqual([{ _entities: [null] }, 'max-age=60, private']);
    }
    const root = `{ plan(by: { id: "${plan}" }) { name } }`;
    for (const claims of [staff, member, undefined]) {
      expect((await billing.query(root, {}, claims)).cacheControl).toBe('no-store');
    }
  } finally {
    await billing.dataSource.query('UPDATE plan SET is_public = true WHERE id = $1', [plan]);
  }
});

test("an account's money is never kept", async () => {
  const asked = `query ($of: [_Any!]!) { _entities(representations: $of) {
    ... on Account { subscription { status } entitlements { source } } } }`;
  const of = [{ __typename: 'Account', id: member.sub }];
  for (const claims of [member, staff]) {
    expect((await billing.query(asked, { of }, claims)).cacheControl).toBe('no-store');
  }
});

test('a complimentary membership has raised the stamps of its badge when staff is told so, and again when told again', async () => {
  const accountId = demoId('acc', 700);
  const userId = demoId('usr', 700);
  const badge = await billing.query(
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on User { isSupporter } } }',
    { of: [{ __typename: 'User', id: userId }] },
    member,
  );
  expect(badge.cacheControl).toBe('max-age=60, public');
  expect(badge.extensions).toEqual({ apolloEntityCacheTags: [[`User:${userId}`]] });
  const stamp = () => redis.run('hget', stampBook, namedTag('billing', `User:${userId}`));
  const comp = () =>
    billing.query(
      `mutation ($accountId: ID!, $planId: ID!) {
        entitlementComp(accountId: $accountId, planId: $planId, until: "2026-09-01T00:00:00.000Z", note: "x", idempotencyKey: "one") {
          errors { code } } }`,
      { accountId, planId: plan },
      staff,
    );
  expect((await comp()).data).toEqual({ entitlementComp: { errors: [] } });
  const first = await stamp();
  expect(first).not.toBeNull();
  // The first try may have ended before it came to raise them.
  await comp();
  expect(Number(await stamp())).toBeGreaterThan(Number(first));
});
