import type { Clock } from '@nutgraf/kit/clock';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { EntitlementEntity } from '../entitlements/entitlement.entity';
import { changeEntitlements } from '../entitlements/entitlement.publisher';
import { FeatureRepository } from '../features/feature.repository';
import { SubscriptionEntity } from '../subscriptions/subscription.entity';
import { accessOf } from '../subscriptions/subscription.rules';
import { demoContracts } from './contracts';
import { demoPlans } from './plans';

/** More than a copy has entitlements. */
const idsOfCopy = 1_000;

/** Writes subscriptions and the entitlements that follow from them, and publishes these. */
export async function loadSubscriptions(transaction: Transaction, clock: Clock, copy: number): Promise<void> {
  const { manager } = transaction;
  const contracts = demoContracts(clock.now(), copy);
  await manager.insert(
    SubscriptionEntity,
    contracts.map(({ subscription }) => subscription),
  );
  const granted = await new FeatureRepository(manager).manyOfPlans(demoPlans.map(({ id }) => id));
  const entitlements = contracts.flatMap(({ subscription, plan }) => {
    const { id: sourceId, accountId } = subscription;
    const access = accessOf(subscription);
    if (!access) return [];
    const features = granted.filter(({ planId }) => planId === plan.id);
    return features.map(({ id: featureId }) => ({
      accountId,
      featureId,
      planId: plan.id,
      sourceId,
      ...access,
    }));
  });
  const accountIds = [...new Set(entitlements.map(({ accountId }) => accountId))];
  await changeEntitlements(transaction, accountIds, clock, async () => {
    const rows = entitlements.map((row, index) => ({
      id: demoId('ent', copy * idsOfCopy + index + 1),
      ...row,
    }));
    await manager.insert(EntitlementEntity, rows);
    return accountIds;
  });
}
