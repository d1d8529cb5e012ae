import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { personaEntry } from '@nutgraf/kit/demo/roster';
import type { DataSource } from 'typeorm';
import { billingNow, startBilling, type RunningBilling } from '../../../../tests/support/billing-service';
import { connectBillingDatabase } from '../database';
import { EntitlementRepository } from './entitlement.repository';

let billing: RunningBilling;
let dataSource: DataSource;
let repository: EntitlementRepository;
beforeAll(async () => {
  billing = await startBilling({ demo: true });
  dataSource = await connectBillingDatabase(String((billing.dataSource.options as { url?: string }).url));
  repository = new EntitlementRepository(dataSource.manager);
});
afterAll(async () => {
  await dataSource.destroy();
  await billing[Symbol.asyncDispose]();
});

const member = personaEntry('member').accountId;
const trial = personaEntry('trial').accountId;
const both = [member, trial];
const days = (count: number) => new Date(billingNow.getTime() + Math.round(count * 24 * 60 * 60 * 1000));

test.each([
  ['a guest', { seesAll: false, accountId: null }, []],
  ['one of the accounts', { seesAll: false, accountId: trial }, [trial]],
  ['someone else', { seesAll: false, accountId: demoId('acc', 999) }, []],
  ['staff', { seesAll: true, accountId: demoId('acc', 999) }, both],
])('%s finds the entitlements of whom it may see', async (_who, viewer, found) => {
  const rows = await repository.manyValidOfAccounts(both, viewer, billingNow);
  expect([...new Set(rows.map(({ accountId }) => accountId))].sort()).toEqual([...found].sort());
});

test.each([
  [-12.0001, 0],
  [-12, 1],
  [0, 1],
  [1.9999, 1],
  [2, 0],
])('a fortnight’s trial that ends in two days is valid %d days from now: %i', async (count, valid) => {
  const rows = await repository.manyValidOfAccounts([trial], { seesAll: true, accountId: null }, days(count));
  expect(rows).toHaveLength(valid);
});

test('only who has the feature itself has it', async () => {
  expect(await repository.manyAccountsWith('members', both, billingNow)).toHaveLength(2);
  expect(await repository.manyAccountsWith('archive', both, billingNow)).toEqual([member]);
  expect(await repository.manyAccountsWith('members', both, days(2))).toEqual([member]);
});
