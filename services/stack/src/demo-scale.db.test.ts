import { Client } from 'pg';

import { createDatabase, type TestDatabase } from '../../../tests/support/template-database';
import { refuseOtherScale } from './demo-scale';
import { byService } from './service-names';

let database: TestDatabase;
beforeEach(async () => (database = await createDatabase('empty', () => Promise.resolve())));
afterEach(() => database.drop());

async function run(...statements: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

const refuse = (scale: number) =>
  refuseOtherScale(
    scale,
    byService(() => database.url),
  );

test('an empty database takes any scale, and so does one without demo data', async () => {
  await refuse(10);
  await run('CREATE TABLE demo_data (scale integer)');
  await refuse(10);
});

test('demo data of another scale is refused, with the way out', async () => {
  await run('CREATE TABLE demo_data (scale integer)', 'INSERT INTO demo_data VALUES (3)');
  await refuse(3);
  await expect(refuse(10)).rejects.toThrow(
    'There is demo data of scale 3 already (users), and --scale 10 is for empty databases: ' +
      '"npm start -- --scale 10 --reset" deletes it first, "npm start" uses what is there.',
  );
});

test('demo data from before there were scales is of scale 1', async () => {
  await run('CREATE TABLE demo_data (loaded_at timestamptz)');
  await refuse(10);
  await run('INSERT INTO demo_data VALUES (now())');
  await refuse(1);
  await expect(refuse(10)).rejects.toThrow('scale 1 already');
});
