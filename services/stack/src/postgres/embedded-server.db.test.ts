import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client } from 'pg';

import { findFreePort } from '../free-port';
import { ensureDatabases } from './databases';
import { type EmbeddedServerOptions, prepareServer } from './embedded-server';
import { superuserUrl } from './server';

let home: string;
let options: EmbeddedServerOptions;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'nutgraf-server-'));
  options = {
    folder: join(home, 'postgres'),
    logFile: join(home, 'postgres.log'),
    port: await findFreePort(),
    superuserPassword: 'for this test',
    durable: false,
  };
});

afterAll(() => rm(home, { recursive: true, force: true }));

const connect = async (url: string) => {
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query<{ user: string }>('SELECT current_user AS user')).rows;
  } finally {
    await client.end();
  }
};

async function serving(work: () => Promise<void>): Promise<void> {
  const server = (await prepareServer(options))();
  try {
    await server.ready;
    await work();
  } finally {
    await server.stop();
  }
}

test('gives every role its own database and no other', () =>
  serving(async () => {
    const roles = [
      { name: 'users', password: `it's "one"` },
      { name: 'content', password: 'two' },
    ];
    await ensureDatabases(superuserUrl(options), roles);
    await ensureDatabases(superuserUrl(options), roles);

    const as = (role: string, password: string, database: string) =>
      connect(`postgres://${role}:${encodeURIComponent(password)}@127.0.0.1:${options.port}/${database}`);
    expect(await as('users', `it's "one"`, 'users')).toEqual([{ user: 'users' }]);
    for (const database of ['content', 'postgres', 'template1']) {
      await expect(as('users', `it's "one"`, database)).rejects.toThrow('permission denied');
    }
    await expect(as('users', 'two', 'users')).rejects.toThrow('password authentication failed');
  }));

test('stores UTF-8 and knows its letters', () =>
  serving(async () => {
    const client = new Client({ connectionString: superuserUrl(options) });
    await client.connect();
    const { rows } = await client.query(
      "SELECT lower('ÄÖÜ') AS lower, to_tsvector('simple', '“Öl” – teuer')::text AS words",
    );
    await client.end();
    expect(rows).toEqual([{ lower: 'äöü', words: "'teuer':2 'öl':1" }]);
  }));

test('refuses a folder that is in use', () =>
  serving(async () => {
    await expect(prepareServer(options)).rejects.toThrow(/is in use by process \d+: another Nutgraf/);
  }));

test('refuses it by whatever name, but not a copy of it', () =>
  serving(async () => {
    const link = join(home, 'link');
    await symlink(options.folder, link);
    await expect(prepareServer({ ...options, folder: link })).rejects.toThrow('is in use by process');

    const copy = join(home, 'copy');
    await mkdir(copy);
    for (const name of ['PG_VERSION', 'postmaster.pid'])
      await copyFile(join(options.folder, name), join(copy, name));
    await expect(prepareServer({ ...options, folder: copy })).resolves.toBeInstanceOf(Function);
  }));

test('is not misled by the id of a killed server that another process has now', async () => {
  await writeFile(join(options.folder, 'postmaster.pid'), `${process.pid}\n${options.folder}\n`);
  await serving(() => Promise.resolve());
});

test('says what to do when the password is not the one of the data', async () => {
  const server = (await prepareServer({ ...options, superuserPassword: 'another' }))();
  await expect(server.ready).rejects.toThrow('start afresh with "npm start -- --reset"');
  await server.stop();
});

test('tells where the log is when the server cannot start', async () => {
  await writeFile(join(options.folder, 'postgresql.auto.conf'), 'nonsense\n');
  const server = (await prepareServer(options))();
  await expect(server.ready).rejects.toThrow(`(exit code 1); its log is ${options.logFile}.`);
  await writeFile(join(options.folder, 'postgresql.auto.conf'), '');
});

test('refuses a damaged folder', async () => {
  await rm(join(options.folder, 'PG_VERSION'));
  await expect(prepareServer(options)).rejects.toThrow(/is damaged .*"npm start -- --reset" deletes it/);
});
