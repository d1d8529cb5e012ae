import { DataSource } from 'typeorm';
import { createDatabase, type TestDatabase } from '../../../tests/support/template-database';
import { prepareBillingDatabase } from './database';

let database: TestDatabase;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createDatabase('billing', prepareBillingDatabase);
  dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  await dataSource.query(`
    INSERT INTO plan (id, code, name, rank, is_public) VALUES ('pln', 'plan', 'Plan', 1, true);
    INSERT INTO feature (id, code, name) VALUES ('fea', 'members', 'Members');
    INSERT INTO entitlement_version VALUES ('acc', 1);
    INSERT INTO price (id, plan_id, unit_amount_minor, currency, billing_interval, tax_behavior)
      VALUES ('prc', 'pln', 500, 'EUR', 'YEAR', 'INCLUSIVE');`);
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

/** Tries a row and leaves nothing behind. Null when it was taken, else the name of what refused it. */
async function refusedBy(...rows: [table: string, row: object][]): Promise<string | null> {
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  try {
    for (const [table, row] of rows) {
      const columns = Object.keys(row).join(', ');
      await runner.query(
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${table}, $1)`,
        [JSON.stringify(row)],
      );
    }
    return null;
  } catch (error) {
    return String((error as { constraint?: string }).constraint);
  } finally {
    await runner.rollbackTransaction();
    await runner.release();
  }
}

const period = { started_at: '2026-01-01', period_start: '2026-01-01', period_end: '2027-01-01' };
const active = { id: 'sub_1', account_id: 'acc', price_id: 'prc', status: 'ACTIVE', ...period };
const ended = { ...active, status: 'CANCELED', ended_at: '2027-01-01' };

test('an account has at most one subscription that has not ended', async () => {
  expect(await refusedBy(['subscription', ended], ['subscription', { ...active, id: 'sub_2' }])).toBeNull();
  expect(await refusedBy(['subscription', active], ['subscription', { ...active, id: 'sub_2' }])).toBe(
    'subscription_one_not_ended',
  );
});

test.each([
  ['a final status without an end', { ...ended, ended_at: null }],
  ['an end without a final status', { ...active, ended_at: '2027-01-01' }],
  ['a trial without an end', { ...active, status: 'TRIALING' }],
  ['an empty period', { ...active, period_end: active.period_start }],
  ['an unknown status', { ...active, status: 'LAPSED' }],
  ['an unknown price', { ...active, price_id: 'none' }],
])('a subscription with %s is refused', async (_what, row) => {
  expect(await refusedBy(['subscription', row])).toMatch(/^subscription_/);
});

const price = {
  id: 'prc_2',
  plan_id: 'pln',
  unit_amount_minor: 1,
  currency: 'EUR',
  billing_interval: 'MONTH',
  interval_count: 1,
  tax_behavior: 'INCLUSIVE',
  is_active: true,
};
test.each([
  ['an amount below zero', { unit_amount_minor: -1 }],
  ['an amount that JSON cannot say', { unit_amount_minor: 2 ** 53 }],
  ['a currency in small letters', { currency: 'eur' }],
  ['no interval', { interval_count: 0 }],
  ['an unknown interval', { billing_interval: 'WEEK' }],
])('a price with %s is refused', async (_what, change) => {
  expect(await refusedBy(['price', price])).toBeNull();
  expect(await refusedBy(['price', { ...price, ...change }])).toMatch(/^price_/);
});

const comp = {
  id: 'ent_1',
  account_id: 'acc',
  feature_id: 'fea',
  plan_id: 'pln',
  source: 'COMP',
  source_id: 'cmp_1',
  valid_from: '2026-01-01',
  valid_until: '2027-01-01',
};
const another = { ...comp, id: 'ent_2', source_id: 'cmp_2' };

test('an account has one complimentary membership of a plan', async () => {
  expect(await refusedBy(['entitlement', comp], ['entitlement', another])).toBe('entitlement_one_comp');
  const paid = { ...another, source: 'SUBSCRIPTION' };
  expect(await refusedBy(['entitlement', comp], ['entitlement', paid])).toBeNull();
});

test.each([
  ['that ends when it begins', { valid_until: comp.valid_from }],
  ['of an account without a version', { account_id: 'acc_other' }],
  ['of an unknown source', { source: 'LUCK' }],
])('an entitlement %s is refused', async (_what, change) => {
  expect(await refusedBy(['entitlement', { ...comp, ...change }])).toMatch(/^entitlement_/);
});
