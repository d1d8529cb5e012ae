import type { DataSource, EntityManager } from 'typeorm';
import type { Invalidation } from '../cache/invalidation';
import { appendEvents, type NewEvent } from '../events/outbox';

/** One database transaction, with what follows if, and only if, it commits. */
export interface Transaction {
  readonly manager: EntityManager;
  /** Puts an event into the service's feed when the transaction commits. */
  readonly publish: (event: NewEvent) => void;
  /**
   * Makes void what caches hold of these objects, `Type:id`, or of what resolvers named by hand, once the transaction has
   * committed and before the use case returns.
   */
  readonly invalidate: (...names: readonly string[]) => void;
  /** Makes void all that caches hold of this service. */
  readonly invalidateAll: () => void;
}

/**
 * Runs one use case in one transaction. Events are written as the transaction's last statements, since
 * from the first of them on a lock keeps the positions of the feed in commit order.
 * @param invalidation needed by those who invalidate
 */
export async function inTransaction<T>(
  dataSource: Pick<DataSource, 'transaction'>,
  work: (transaction: Transaction) => Promise<T>,
  invalidation?: Invalidation,
): Promise<T> {
  const tags = new Set<string>();
  const invalidate = (...names: readonly (string | null)[]) => {
    if (!invalidation) throw new Error('A transaction that invalidates has to be told how.');
    for (const name of names) tags.add(invalidation.tagOf(name));
  };
  const { result, recorded } = await dataSource.transaction(async (manager) => {
    const events: NewEvent[] = [];
    const publish = (event: NewEvent) => void events.push(event);
    const value = await work({ manager, publish, invalidate, invalidateAll: () => invalidate(null) });
    const written = await invalidation?.record(manager, [...tags]);
    await appendEvents(manager, events);
    return { result: value, recorded: written };
  });
  if (recorded) await invalidation?.raiseRecorded(recorded);
  return result;
}
