import { billingEvents, type PlanFacts } from '@nutgraf/contract/billing-events';
import type { Clock } from '@nutgraf/kit/clock';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { newId } from '@nutgraf/kit/ids';

/** Publishes `plan.changed` for plans that this transaction has written, with the facts as they stand now. */
export async function publishPlans(
  transaction: Transaction,
  planIds: readonly string[],
  clock: Clock,
): Promise<void> {
  const plans = await transaction.manager.query<PlanFacts[]>(
    `SELECT plan.id AS "planId", plan.version, plan.rank, plan.is_public AS "isPublic",
            ARRAY(SELECT feature.code FROM plan_feature JOIN feature ON feature.id = plan_feature.feature_id
                  WHERE plan_feature.plan_id = plan.id ORDER BY feature.code) AS features
     FROM plan WHERE plan.id = ANY($1) ORDER BY plan.rank`,
    [planIds],
  );
  for (const payload of plans) {
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
