import { readFile, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { superuserUrl } from '@nutgraf/stack/postgres/server';
import { Client } from 'pg';
import { type System } from '../world/system';

/** Services read each other's news all the time, whoever asks. */
const isNews = /\bFROM outbox\b/;

/** How many SQL statements were run while `work` ran, whoever ran them. */
export async function countStatements(system: System, work: () => Promise<void>): Promise<number> {
  const start = (await stat(system.postgresLog)).size;
  await work();
  // The log is written before the statement is answered; a moment for those that nobody waits for.
  await pause(100);
  const log = (await readFile(system.postgresLog)).subarray(start).toString();
  return statementsIn(log);
}

/** @param log of PostgreSQL with `log_statement = all` */
export function statementsIn(log: string): number {
  const entries = log.split(/^(?=\d{4}-\d\d-\d\d )/m);
  return entries.filter((entry) => /LOG: {2}(?:execute |statement: )/.test(entry) && !isNews.test(entry))
    .length;
}

/** Whether PostgreSQL writes down every statement. */
export async function logStatements({ ports, secrets }: System, isOn: boolean): Promise<void> {
  const superuserPassword = secrets.postgresPasswords.superuser;
  const client = new Client({ connectionString: superuserUrl({ port: ports.postgres, superuserPassword }) });
  await client.connect();
  await client.query(isOn ? `ALTER SYSTEM SET log_statement = 'all'` : 'ALTER SYSTEM RESET log_statement');
  await client.query('SELECT pg_reload_conf()');
  await client.end();
  // Every backend hears of it before its next statement.
  await pause(300);
}
