import { billingEvents } from '@nutgraf/contract/billing-events';
import type { Clock } from '@nutgraf/kit/clock';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { newId } from '@nutgraf/kit/ids';
import { PlanRepository } from './plan.repository';

/** Publishes `plan.changed` for plans that this transaction has written, with the facts as they stand now. */
export async function publishPlans(
  transaction: Transaction,
  planIds: readonly string[],
  clock: Clock,
): Promise<void> {
  for (const payload of await new PlanRepository(transaction.manager).manyFactsByIds(planIds)) {
    transaction.publish({
      id: newId('evt', clock),
      aggregateType: 'plan',
      aggregateId: payload.planId,
      type: billingEvents.planChanged,
      version: 1,
      occurredAt: clock.now(),
      payload,
    });
  }
}
