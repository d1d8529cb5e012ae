import { Pool, type QueryResultRow } from 'pg';
import { environment } from './serve';

const pool = new Pool({ connectionString: environment('DATABASE_URL'), max: 10, keepAlive: true });

/** Runs one statement. */
export async function query<Row extends QueryResultRow>(sql: string, values: unknown[]): Promise<Row[]> {
  return (await pool.query<Row>(sql, values)).rows;
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
