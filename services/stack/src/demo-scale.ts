import { Client, DatabaseError } from 'pg';

import { type ServiceName } from './service-names';
import { StackError } from './stack-error';

/** PostgreSQL's codes for a table and a column that are not there. */
const noTable = '42P01';
const noColumn = '42703';

/**
 * Demo data comes into empty databases only.
 * @throws StackError when a database holds demo data of another scale than the wanted one
 */
export async function refuseOtherScale(
  wanted: number,
  databaseUrls: Readonly<Record<ServiceName, string>>,
): Promise<void> {
  for (const [name, url] of Object.entries(databaseUrls)) {
    const there = await scaleIn(url);
    if (there === null || there === wanted) continue;
    throw new StackError(
      `There is demo data of scale ${there} already (${name}), and --scale ${wanted} is for empty databases: ` +
        `"npm start -- --scale ${wanted} --reset" deletes it first, "npm start" uses what is there.`,
    );
  }
}

/** Null for none. */
async function scaleIn(url: string): Promise<number | null> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ scale: number }>('SELECT scale FROM demo_data');
    return rows[0]?.scale ?? null;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.code === noTable) return null;
    // From before there were scales.
    if (error.code === noColumn)
      return (await client.query('SELECT FROM demo_data')).rowCount === 0 ? null : 1;
    throw error;
  } finally {
    await client.end();
  }
}
