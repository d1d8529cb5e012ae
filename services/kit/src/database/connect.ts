import { DataSource, type DataSourceOptions } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions';
import { InterruptibleClient, type StatementListener } from './interruptible-client';

/** What a service tells of its database. */
export interface DatabaseOptions {
  readonly url: string;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
  /** Tests count with it. */
  readonly onStatement?: StatementListener | undefined;
}

/** Longest a statement may run, in milliseconds. */
const statementTimeoutMs = 10_000;

/** Key of the advisory lock under which a service's migrations and demo data run. Any constant does. */
const preparationLock = 7_240_101;

/**
 * Connects to the service's own database. The server ends a statement after 10 s, or when nobody waits for it any more
 * (see {@link InterruptibleClient}); a server that is gone without a word is given up a little later.
 */
export async function connectDatabase(options: DatabaseOptions): Promise<DataSource> {
  const { url, applicationName, entities, migrations, onStatement } = options;
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    applicationName,
    entities,
    migrations,
    migrationsTransactionMode: 'each',
    logging: false,
    extra: {
      Client: InterruptibleClient,
      onStatement,
      statement_timeout: statementTimeoutMs,
      query_timeout: statementTimeoutMs + 2_000,
      keepAlive: true,
      max: 10,
      connectionTimeoutMillis: 5_000,
    },
  });
  return dataSource.initialize();
}

/**
 * Runs what may run only once at a time, however many processes of a service start together: two
 * parallel `runMigrations` would both try to create the same tables.
 */
export async function underPreparationLock<T>(dataSource: DataSource, work: () => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('SET statement_timeout = 0');
    await runner.query('SELECT pg_advisory_lock($1)', [preparationLock]);
    return await work();
  } finally {
    // A connection that is lost has let go of its lock by itself; the work's own error must get out.
    await runner.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    await runner.query('RESET statement_timeout').catch(() => undefined);
    await runner.release().catch(() => undefined);
  }
}

/** Brings the schema up to date, however long that takes. Safe when several processes start at once. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const options = dataSource.options as PostgresDataSourceOptions;
  const patient = new DataSource({
    ...options,
    extra: { ...(options.extra as object), statement_timeout: 0, query_timeout: 0 },
  });
  await patient.initialize();
  try {
    await underPreparationLock(patient, () => patient.runMigrations());
  } finally {
    await patient.destroy();
  }
}
