import type { Invalidation } from '@nutgraf/kit/cache/invalidation';
import type { Clock } from '@nutgraf/kit/clock';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { loadDemoOnce, type DemoCopy, type DemoOptions } from '@nutgraf/kit/demo/load-once';
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
  options?: DemoOptions,
): Promise<void> {
  await loadDemoOnce(dataSource, clock.now(), logger, invalidation, loadCopy, options);
}

async function loadCopy(transaction: Transaction, { number, now }: DemoCopy): Promise<void> {
  const clock: Clock = { now: () => now };
  if (number === 0) await loadCatalogue(transaction, clock);
  await loadSubscriptions(transaction, clock, number);
  await loadComps(transaction, clock, number);
}
