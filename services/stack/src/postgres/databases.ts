import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** A database and the role of the same name that owns it, and nothing else. */
export interface OwnedDatabase {
  readonly name: string;
  readonly password: string;
}

/** Creates what is missing of databases and roles. A role can connect to its own database only. */
export async function ensureDatabases(adminUrl: string, databases: readonly OwnedDatabase[]): Promise<void> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await closeToPublic(client, 'postgres');
    await closeToPublic(client, 'template1');
    for (const { name, password } of databases) {
      const role = escapeIdentifier(name);
      if (!(await exists(client, 'SELECT FROM pg_roles WHERE rolname = $1', name))) {
        await client.query(`CREATE ROLE ${role} LOGIN`);
      }
      await client.query(`ALTER ROLE ${role} PASSWORD ${escapeLiteral(password)}`);
      if (!(await exists(client, 'SELECT FROM pg_database WHERE datname = $1', name))) {
        await client.query(`CREATE DATABASE ${role} OWNER ${role}`);
      }
      await closeToPublic(client, name);
    }
  } finally {
    await client.end();
  }
}

async function exists(client: Client, query: string, name: string): Promise<boolean> {
  return ((await client.query(query, [name])).rowCount ?? 0) > 0;
}

async function closeToPublic(client: Client, database: string): Promise<void> {
  await client.query(`REVOKE ALL ON DATABASE ${escapeIdentifier(database)} FROM PUBLIC`);
}
