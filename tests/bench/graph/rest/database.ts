import { Pool, type QueryResultRow } from 'pg';
import { environment } from './serve';

const pool = new Pool({ connectionString: environment('DATABASE_URL'), max: 10, keepAlive: true });

/** By text, where statements are prepared. */
const names = process.env.PREPARED ? new Map<string, string>() : null;

/** Runs one statement. */
export async function query<Row extends QueryResultRow>(text: string, values: unknown[]): Promise<Row[]> {
  if (!names) return (await pool.query<Row>(text, values)).rows;
  const name = names.get(text) ?? `s${names.size}`;
  names.set(text, name);
  return (await pool.query<Row>({ name, text, values })).rows;
}

/** Rows by what they belong to, in their order. */
export function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
