import type { Clock } from '@nutgraf/kit/clock';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { newId } from '@nutgraf/kit/ids';
import type { EntitlementCompEntity } from './comp.entity';
import { CompRepository } from './comp.repository';
import { changesAccess, compGrants } from './comp.rules';
import { changeEntitlements } from './entitlement.publisher';

/** What staff decided about a complimentary membership. */
export type CompDecision = Pick<
  EntitlementCompEntity,
  'accountId' | 'planId' | 'until' | 'note' | 'actorAccountId'
>;

/** Carries a decision out and records it. Publishes only what really changes. */
export async function setComp(
  transaction: Transaction,
  decision: CompDecision,
  featureIds: readonly string[],
  clock: Clock,
): Promise<void> {
  const { accountId, planId, until } = decision;
  const comps = new CompRepository(transaction.manager);
  await changeEntitlements(transaction, [accountId], clock, async () => {
    const now = clock.now();
    const comp = { ...decision, id: newId('cmp', clock), createdAt: now };
    const current = await comps.grants(accountId, planId);
    const next = compGrants(current, featureIds, until, now);
    await comps.record(comp);
    if (!changesAccess(current, next, now)) return [];
    const rows = next.map((grant) => ({ ...grant, id: newId('ent', clock) }));
    await comps.replaceGrants(comp, rows);
    return [accountId];
  });
}
