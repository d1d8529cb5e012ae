import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client, escapeIdentifier } from 'pg';

// By path: Jest loads this file outside its module resolution, which would find a build instead of the sources.
import { findFreePort } from '../../services/stack/src/free-port';
import { prepareServer } from '../../services/stack/src/postgres/embedded-server';
import { superuserUrl } from '../../services/stack/src/postgres/server';

let stopRunning: (() => Promise<void>) | undefined;

/**
 * Starts one PostgreSQL for the whole run and tells the workers its superuser's URL in `TEST_POSTGRES_URL`.
 * A server of one's own is used when `TEST_DATABASE_URL` names it, by a role that may create databases.
 */
export default async function startPostgres(): Promise<void> {
  if (process.env.TEST_POSTGRES_URL) return;
  process.env.TEST_RUN_ID = randomBytes(4).toString('hex');
  process.env.TEST_POSTGRES_URL = process.env.TEST_DATABASE_URL ?? (await startEmbedded());
  if (process.env.TEST_DATABASE_URL) stopRunning = dropDatabasesOfRun;
}

/** Stops what {@link startPostgres} started. Its data is deleted. */
export async function stopPostgres(): Promise<void> {
  await stopRunning?.();
  stopRunning = undefined;
  delete process.env.TEST_POSTGRES_URL;
}

async function startEmbedded(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'nutgraf-test-'));
  const options = {
    folder: join(home, 'postgres'),
    logFile: join(home, 'postgres.log'),
    port: await findFreePort(),
    superuserPassword: randomBytes(12).toString('hex'),
    durable: false,
  };
  const launch = await prepareServer(options);
  const server = launch();
  stopRunning = async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
  await server.ready;
  return superuserUrl(options);
}

/** The templates stay until the end of the run; in a server that lives on they would pile up. */
async function dropDatabasesOfRun(): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_POSTGRES_URL });
  await client.connect();
  const pattern = `%\\_${process.env.TEST_RUN_ID}\\_%`;
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE datname LIKE $1',
    [pattern],
  );
  for (const { datname } of rows)
    await client.query(`DROP DATABASE ${escapeIdentifier(datname)} WITH (FORCE)`);
  await client.end();
}
