import type { Invalidation } from '@nutgraf/kit/cache/invalidation';
import type { Clock } from '@nutgraf/kit/clock';
import { loadDemoOnce } from '@nutgraf/kit/demo/load-once';
import type { Logger } from '@nutgraf/kit/logger';
import type { DataSource } from 'typeorm';
import { loadCatalogue } from './catalogue';
import { loadComps } from './comps';
import { loadSubscriptions } from './subscriptions';

/** Fills an empty database once, relative to the clock's now, and publishes everything as live writes would. */
export async function loadDemoData(
  dataSource: DataSource,
  clock: Clock,
  logger: Logger,
  invalidation: Invalidation,
): Promise<void> {
  await loadDemoOnce(dataSource, clock.now(), logger, invalidation, async (transaction) => {
    await loadCatalogue(transaction, clock);
    await loadSubscriptions(transaction, clock);
    await loadComps(transaction, clock);
  });
}
