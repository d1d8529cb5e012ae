import type { Clock } from '@nutgraf/kit/clock';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { FeatureEntity } from '../features/feature.entity';
import { parseMoney } from '../money/money.rules';
import { PlanEntity } from '../plans/plan.entity';
import { PlanFeatureEntity } from '../plans/plan-feature.entity';
import { publishPlans } from '../plans/plan.publisher';
import { PriceEntity } from '../prices/price.entity';
import { demoPlans, demoPriceId } from './plans';

const features: readonly FeatureEntity[] = [
  {
    id: demoId('fea', 1),
    code: 'members',
    name: 'Members’ articles',
    description: 'Every article behind the paywall, in full.',
  },
  {
    id: demoId('fea', 2),
    code: 'archive',
    name: 'The archive',
    description: 'Everything we published since the first issue.',
  },
  {
    id: demoId('fea', 3),
    code: 'newsletter',
    name: 'The Sunday letter',
    description: 'What the newsroom talked about this week, by e-mail.',
  },
];

/** Writes plans, features and prices, and publishes the plans. */
export async function loadCatalogue(transaction: Transaction, clock: Clock): Promise<void> {
  const { manager } = transaction;
  await manager.insert(FeatureEntity, [...features]);
  await manager.insert(
    PlanEntity,
    demoPlans.map(({ id, rank, code, name, description, highlights, trialDays }) => {
      const texts = { code, name, description, highlights: [...highlights] };
      return { id, rank, ...texts, trialDays, isPublic: true, version: 1 };
    }),
  );
  await manager.insert(
    PlanFeatureEntity,
    demoPlans.flatMap(({ id: planId, rank }) =>
      features.slice(0, rank).map(({ id: featureId }) => ({ planId, featureId })),
    ),
  );
  await manager.insert(PriceEntity, demoPlans.flatMap(pricesOf));
  await publishPlans(
    transaction,
    demoPlans.map(({ id }) => id),
    clock,
  );
}

function pricesOf(plan: (typeof demoPlans)[number]): PriceEntity[] {
  return plan.prices.map(({ currency, interval, amount }) => ({
    id: demoPriceId(plan, currency, interval),
    planId: plan.id,
    unitAmountMinor: parseMoney(amount, currency).minor,
    currency,
    interval,
    intervalCount: 1,
    // Where prices are quoted before tax.
    taxBehavior: currency === 'USD' ? 'EXCLUSIVE' : 'INCLUSIVE',
    isActive: true,
  }));
}
