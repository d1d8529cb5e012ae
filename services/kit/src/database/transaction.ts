import type { DataSource, EntityManager } from 'typeorm';
import { appendEvents, type NewEvent } from '../events/outbox';

/** One database transaction and the events that are published if, and only if, it commits. */
export interface Transaction {
  readonly manager: EntityManager;
  /** Puts an event into the service's feed when the transaction commits. */
  publish(event: NewEvent): void;
}

/**
 * Runs one use case in one transaction. Events are written as the transaction's last statements, since
 * from the first of them on a lock keeps the positions of the feed in commit order.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return dataSource.transaction(async (manager) => {
    const events: NewEvent[] = [];
    const result = await work({ manager, publish: (event) => events.push(event) });
    await appendEvents(manager, events);
    return result;
  });
}
