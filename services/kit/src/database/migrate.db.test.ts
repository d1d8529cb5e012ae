import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { createDatabase, type TestDatabase } from '../../../../tests/support/template-database';
import { connectDatabase, migrate, underPreparationLock } from './connect';

class SlowMigration1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const [row] = (await runner.query('SHOW statement_timeout')) as { statement_timeout: string }[];
    await runner.query(`CREATE TABLE seen (statement_timeout text)`);
    await runner.query('INSERT INTO seen VALUES ($1)', [row?.statement_timeout]);
  }

  async down(): Promise<void> {
    return Promise.resolve();
  }
}

let database: TestDatabase;
let dataSource: DataSource;
beforeEach(async () => {
  database = await createDatabase('empty', () => Promise.resolve());
  dataSource = await connectDatabase({
    url: database.url,
    applicationName: 'test',
    entities: [],
    migrations: [SlowMigration1700000000000],
  });
});
afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

test('migrations may take as long as they need, other statements may not', async () => {
  await migrate(dataSource);
  expect(await dataSource.query('SELECT * FROM seen')).toEqual([{ statement_timeout: '0' }]);
  expect(await dataSource.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '10s' }]);
});

test('processes that start together migrate once', async () => {
  await Promise.all([migrate(dataSource), migrate(dataSource), migrate(dataSource)]);
  expect(await dataSource.query('SELECT count(*)::int AS times FROM seen')).toEqual([{ times: 1 }]);
});

test('what went wrong is told, also when the connection that held the lock is gone', async () => {
  let lost: unknown;
  const work = underPreparationLock(dataSource, async () => {
    // Other tests hold such locks in databases of their own.
    lost = await dataSource.query(
      `SELECT pg_terminate_backend(pid) AS ended FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
       WHERE locktype = 'advisory' AND datname = current_database() AND pid <> pg_backend_pid()`,
    );
    throw new Error('migration 7 failed');
  });
  await expect(work).rejects.toThrow('migration 7 failed');
  expect(lost).toEqual([{ ended: true }]);
});
