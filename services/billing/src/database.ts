import { connectDatabase, migrate } from '@nutgraf/kit/database/connect';
import type { StatementListener } from '@nutgraf/kit/database/interruptible-client';
import type { DataSource } from 'typeorm';
import { EntitlementEntity } from './entitlements/entitlement.entity';
import { EntitlementCompEntity } from './entitlements/comp.entity';
import { FeatureEntity } from './features/feature.entity';
import { CreateBilling1790000000000 } from './migrations/1790000000000-create-billing';
import { CacheOutbox1797000000000 } from './migrations/1797000000000-cache-outbox';
import { DemoScale1798000000000 } from './migrations/1798000000000-demo-scale';
import { PlanEntity } from './plans/plan.entity';
import { PlanFeatureEntity } from './plans/plan-feature.entity';
import { PriceEntity } from './prices/price.entity';
import { SubscriptionEntity } from './subscriptions/subscription.entity';

/** Connects to billing's own database, as it is. */
export async function connectBillingDatabase(
  url: string,
  onStatement?: StatementListener,
): Promise<DataSource> {
  return connectDatabase({
    url,
    applicationName: 'billing',
    entities: [
      EntitlementEntity,
      EntitlementCompEntity,
      FeatureEntity,
      PlanEntity,
      PlanFeatureEntity,
      PriceEntity,
      SubscriptionEntity,
    ],
    migrations: [CreateBilling1790000000000, CacheOutbox1797000000000, DemoScale1798000000000],
    onStatement,
  });
}

/** Brings a database up to date and lets go of it. */
export async function prepareBillingDatabase(url: string): Promise<void> {
  const dataSource = await connectBillingDatabase(url);
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
