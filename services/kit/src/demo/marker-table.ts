import type { QueryRunner } from 'typeorm';

/** For a service's first migration: remembers that the demo data is there. */
export async function createDemoMarkerTable(runner: QueryRunner): Promise<void> {
  await runner.query(
    `CREATE TABLE demo_data (single boolean PRIMARY KEY DEFAULT true CHECK (single), loaded_at timestamptz(3) NOT NULL)`,
  );
}

/** For a later migration: of how many copies the demo data is, and how many of them are there. */
export async function addDemoScale(runner: QueryRunner): Promise<void> {
  await runner.query(
    `ALTER TABLE demo_data ADD COLUMN scale integer NOT NULL DEFAULT 1 CHECK (scale >= 1),
       ADD COLUMN loaded integer NOT NULL DEFAULT 1 CHECK (loaded BETWEEN 0 AND scale)`,
  );
}

/** Undoes {@link addDemoScale}. */
export async function dropDemoScale(runner: QueryRunner): Promise<void> {
  await runner.query('ALTER TABLE demo_data DROP COLUMN scale, DROP COLUMN loaded');
}
