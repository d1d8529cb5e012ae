import { Invalidation } from '@nutgraf/kit/cache/invalidation';
import { systemClock, type Clock } from '@nutgraf/kit/clock';
import { migrate } from '@nutgraf/kit/database/connect';
import type { StatementListener } from '@nutgraf/kit/database/interruptible-client';
import { registerEventFeed } from '@nutgraf/kit/events/event-feed';
import { FeedSignal } from '@nutgraf/kit/events/feed-signal';
import type { DemoProgress } from '@nutgraf/kit/demo/load-once';
import type { Logger } from '@nutgraf/kit/logger';
import { startService, type Service } from '@nutgraf/kit/service';
import type { DataSource } from 'typeorm';
import type { BillingConfig } from './config';
import { connectBillingDatabase } from './database';
import { loadDemoData } from './demo/load';
import { CompService } from './entitlements/comp.service';
import { EntitlementSetRepository } from './entitlements/entitlement-set.repository';
import { registerEntitlements } from './entitlements/entitlement.route';
import { loadersFor } from './loaders';
import { PlanRepository } from './plans/plan.repository';
import { PlanService } from './plans/plan.service';
import { createBillingSubgraph } from './subgraph';

export interface BillingOptions {
  /** The machine's when left out. */
  readonly clock?: Clock;
  readonly onStatement?: StatementListener;
  readonly onDemoProgress?: DemoProgress;
}

/** Connects, brings the database up to date, wires the rooms and serves. */
export async function createBillingService(
  config: BillingConfig,
  logger: Logger,
  { clock = systemClock, onStatement, onDemoProgress }: BillingOptions = {},
): Promise<Service> {
  const dataSource = await connectBillingDatabase(config.DATABASE_URL, onStatement);
  const invalidation = await Invalidation.open({
    subgraph: 'billing',
    dataSource,
    redisUrl: config.REDIS_URL ?? null,
    logger,
  });
  const signal = new FeedSignal(config.DATABASE_URL, logger);
  try {
    await migrate(dataSource);
    if (config.DEMO_DATA) {
      const options = { scale: config.DEMO_SCALE, onProgress: onDemoProgress };
      await loadDemoData(dataSource, clock, logger, invalidation, options);
    }
    await signal.connect();
    return await serve(dataSource, invalidation, signal, config, logger, clock);
  } catch (error) {
    await signal.close();
    await invalidation.close();
    await dataSource.destroy();
    throw error;
  }
}

function serve(
  dataSource: DataSource,
  invalidation: Invalidation,
  signal: FeedSignal,
  config: BillingConfig,
  logger: Logger,
  clock: Clock,
): Promise<Service> {
  const { manager } = dataSource;
  const schema = createBillingSubgraph({
    comps: new CompService(dataSource, invalidation, clock),
    plans: new PlanService(new PlanRepository(manager)),
  });
  const sets = new EntitlementSetRepository(manager);
  return startService({
    name: 'billing',
    address: { host: config.HOST, port: config.PORT },
    signingKeys: config.SUBGRAPH_SIGNING_KEYS,
    dataSource,
    invalidation,
    schema,
    createLoaders: loadersFor(manager, clock),
    internalRoutes: (app) => {
      registerEventFeed(app, dataSource, signal);
      registerEntitlements(app, sets, clock);
    },
    logger,
    beforeStop: () => signal.close(),
  });
}
