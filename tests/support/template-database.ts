import { randomBytes } from 'node:crypto';

import { Client, escapeIdentifier } from 'pg';

/** A database of one test file. */
export interface TestDatabase extends AsyncDisposable {
  /** Connection string of a role that owns everything in it. */
  readonly url: string;
  /** Deletes it; connections that are still open are cut. The same as disposing it. */
  drop(): Promise<void>;
}

/**
 * Gives a fresh database that `prepare` has filled: migrated, usually. `prepare` runs once per name and test run, on a
 * template, and must close its connections; every call gets a clone of that, in some 40 ms.
 * @param name Names the template: lower-case letters, digits and `_`. The same name always means the same `prepare`.
 */
export async function createDatabase(
  name: string,
  prepare: (url: string) => Promise<void>,
): Promise<TestDatabase> {
  const template = `tpl_${process.env.TEST_RUN_ID}_${name}`;
  const clone = `t_${process.env.TEST_RUN_ID}_${name}_${randomBytes(4).toString('hex')}`;
  await asSuperuser(async (client) => {
    await client.query(`SELECT pg_advisory_lock(hashtext($1))`, [template]);
    if (!(await databaseExists(client, template))) await buildTemplate(client, template, prepare);
    await client.query(`CREATE DATABASE ${escapeIdentifier(clone)} TEMPLATE ${escapeIdentifier(template)}`);
  });
  const drop = () => dropDatabase(clone);
  return { url: urlOf(clone), drop, [Symbol.asyncDispose]: drop };
}

/** Works under another name until it is complete: a `prepare` that fails in one worker is tried again by the next. */
async function buildTemplate(
  client: Client,
  template: string,
  prepare: (url: string) => Promise<void>,
): Promise<void> {
  const draft = `${template}_draft`;
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(draft)} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${escapeIdentifier(draft)}`);
  await prepare(urlOf(draft));
  await client.query(`ALTER DATABASE ${escapeIdentifier(draft)} RENAME TO ${escapeIdentifier(template)}`);
}

async function dropDatabase(name: string): Promise<void> {
  await asSuperuser((client) =>
    client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`),
  );
}

async function databaseExists(client: Client, name: string): Promise<boolean> {
  return (await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount === 1;
}

async function asSuperuser<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

function serverUrl(): string {
  const url = process.env.TEST_POSTGRES_URL;
  if (!url)
    throw new Error(
      'No PostgreSQL: this test belongs to a Jest project without tests/support/start-postgres.',
    );
  return url;
}
