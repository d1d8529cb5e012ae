import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { underPreparationLock } from '../database/connect';
import { inTransaction, type Transaction } from '../database/transaction';
import type { Invalidation } from '../cache/invalidation';
import type { Logger } from '../logger';

/** For a service's first migration: remembers that the demo data is there. */
export async function createDemoMarkerTable(runner: QueryRunner): Promise<void> {
  await runner.query(
    `CREATE TABLE demo_data (single boolean PRIMARY KEY DEFAULT true CHECK (single), loaded_at timestamptz(3) NOT NULL)`,
  );
}

/**
 * Loads the demo data in one transaction: once, and only where there is nothing else, for it brings
 * accounts whose password is published. Where there is, it says so in the log and leaves it.
 */
export async function loadDemoOnce(
  dataSource: DataSource,
  now: Date,
  logger: Logger,
  invalidation: Invalidation,
  load: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  await underPreparationLock(dataSource, () =>
    inTransaction(
      dataSource,
      async (transaction) => {
        const { manager } = transaction;
        if (await hasRows(manager, 'demo_data')) return;
        for (const { tableName } of dataSource.entityMetadatas) {
          if (await hasRows(manager, tableName)) {
            logger.warn({ table: tableName }, 'no demo data was loaded: the database is not empty');
            return;
          }
        }
        await load(transaction);
        await manager.query('INSERT INTO demo_data (loaded_at) VALUES ($1)', [now]);
        transaction.invalidateAll();
      },
      invalidation,
    ),
  );
}

async function hasRows(manager: EntityManager, table: string): Promise<boolean> {
  return (await manager.query<unknown[]>(`SELECT FROM "${table}" LIMIT 1`)).length > 0;
}
