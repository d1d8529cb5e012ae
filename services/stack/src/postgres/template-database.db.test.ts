import { Client } from 'pg';

import { createDatabase } from '../../../../tests/support/template-database';

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('prepares a template once and clones it', async () => {
  let prepared = 0;
  const prepare = async (url: string) => {
    prepared += 1;
    await query(url, 'CREATE TABLE fact (id int); INSERT INTO fact VALUES (7)');
  };
  await using first = await createDatabase('cloning', prepare);
  await using second = await createDatabase('cloning', prepare);
  await query(first.url, 'DELETE FROM fact');

  expect(prepared).toBe(1);
  expect(await query(first.url, 'SELECT id FROM fact')).toEqual([]);
  expect(await query(second.url, 'SELECT id FROM fact')).toEqual([{ id: 7 }]);
});

test('tries again after a preparation that failed', async () => {
  const broken = createDatabase('retried', () => Promise.reject(new Error('migration 3')));
  await expect(broken).rejects.toThrow('migration 3');

  await using database = await createDatabase('retried', () => Promise.resolve());
  expect(await query(database.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
});

test('drops a clone that still has connections', async () => {
  const database = await createDatabase('dropped', () => Promise.resolve());
  const client = new Client({ connectionString: database.url });
  const cut = new Promise((resolve) => client.on('error', resolve));
  await client.connect();
  await database.drop();
  await cut;
  await expect(query(database.url, 'SELECT 1')).rejects.toThrow('does not exist');
});
