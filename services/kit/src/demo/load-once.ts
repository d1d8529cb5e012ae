import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { underPreparationLock } from '../database/connect';
import { inTransaction, type Transaction } from '../database/transaction';

/** For a service's first migration: remembers that the demo data is there. */
export async function createDemoMarkerTable(runner: QueryRunner): Promise<void> {
  await runner.query(
    `CREATE TABLE demo_data (single boolean PRIMARY KEY DEFAULT true CHECK (single), loaded_at timestamptz(3) NOT NULL)`,
  );
}

/** Loads the demo data in one transaction, or does nothing when it is there already. */
export async function loadDemoOnce(
  dataSource: DataSource,
  now: Date,
  load: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  await underPreparationLock(dataSource, () =>
    inTransaction(dataSource, async (transaction) => {
      if (await isLoaded(transaction.manager)) return;
      await load(transaction);
      await transaction.manager.query('INSERT INTO demo_data (loaded_at) VALUES ($1)', [now]);
    }),
  );
}

async function isLoaded(manager: EntityManager): Promise<boolean> {
  const rows = await manager.query<unknown[]>('SELECT 1 FROM demo_data');
  return rows.length > 0;
}
