import { billingEvents } from '@nutgraf/contract/billing-events';
import type { Clock } from '@nutgraf/kit/clock';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { newId } from '@nutgraf/kit/ids';
import { EntitlementSetRepository } from './entitlement-set.repository';

/**
 * Every change of entitlements goes through here: the accounts are locked, `write` changes their rows, and
 * their new sets are published under the next version, all in one transaction.
 * @param write Says which of the accounts it has changed.
 */
export async function changeEntitlements(
  transaction: Transaction,
  accountIds: readonly string[],
  clock: Clock,
  write: () => Promise<readonly string[]>,
): Promise<void> {
  const sets = new EntitlementSetRepository(transaction.manager);
  await sets.lock(accountIds);
  const changed = await write();
  if (changed.length === 0) return;
  await sets.bumpVersions(changed);
  const now = clock.now();
  for (const payload of await sets.manyByAccountIds(changed, now)) {
    transaction.publish({
      id: newId('evt', clock),
      aggregateType: 'account',
      aggregateId: payload.accountId,
      type: billingEvents.entitlementsChanged,
      version: 1,
      occurredAt: now,
      payload,
    });
  }
}
