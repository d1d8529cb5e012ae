import { Client } from 'pg';

import { databaseVariable, type ServiceName, serviceNames } from './service-names';
import { StackError } from './stack-error';

/** Databases that the environment names: they are used as they are. */
export type OwnDatabases = Readonly<Partial<Record<ServiceName, string>>>;

const connectLimitMs = 5_000;

/**
 * Reads `USERS_DATABASE_URL` and its like, and connects to each once.
 * @throws StackError that names the variable and the address, never the password.
 */
export async function findOwnDatabases(env: NodeJS.ProcessEnv): Promise<OwnDatabases> {
  const found = serviceNames.flatMap((name) => {
    const url = env[databaseVariable(name)];
    return url ? [[name, url] as const] : [];
  });
  for (const [name, url] of found) await checkConnection(databaseVariable(name), url);
  return Object.fromEntries(found);
}

/** The services without a database of their own: theirs is in the embedded server. */
export function embeddedNames(own: OwnDatabases): ServiceName[] {
  return serviceNames.filter((name) => !own[name]);
}

async function checkConnection(variable: string, url: string): Promise<void> {
  const address = addressOf(variable, url);
  const client = new Client({ connectionString: url, connectionTimeoutMillis: connectLimitMs });
  try {
    await client.connect();
  } catch (error) {
    throw new StackError(`${variable}: the database at ${address} cannot be used: ${reasonOf(error)}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Host and port of a URL, for messages. */
function addressOf(variable: string, url: string): string {
  try {
    const { protocol, hostname, port } = new URL(url);
    if (!/^postgres(ql)?:$/.test(protocol)) throw new TypeError(protocol);
    return `${hostname || 'localhost'}:${port || '5432'}`;
  } catch {
    throw new StackError(`${variable} must have the form postgres://user:password@host:5432/database.`);
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'there is no such host',
    '28P01': 'it refuses the user or the password',
    '3D000': 'it has no database of that name',
  };
  return (code && reasons[code]) ?? (message || String(code));
}
