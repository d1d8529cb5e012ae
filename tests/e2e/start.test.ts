import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';

import { isFree } from '@nutgraf/stack/free-port';
import { portsFrom } from '@nutgraf/stack/ports';
import { Client } from 'pg';

import { processGone } from '../support/process-gone';
import { createStackSandbox, type StackSandbox } from '../support/stack-sandbox';
import { until } from '../support/until';

jest.setTimeout(60_000);

interface Self {
  readonly pid: number;
  readonly args: string[];
  readonly env: Record<string, string>;
  readonly hasIpc: boolean;
}

let sandbox: StackSandbox;
let port: number;

beforeEach(async () => {
  sandbox = await createStackSandbox();
  port = await findFreePorts();
});

afterEach(() => sandbox[Symbol.asyncDispose]());

/** A gateway's port, with those at their distance from it, below where other tests look for one. */
async function findFreePorts(): Promise<number> {
  for (;;) {
    const gateway = randomInt(11_000, 19_900);
    const all = await Promise.all(Object.values(portsFrom(gateway)).map(isFree));
    if (all.every(Boolean)) return gateway;
  }
}

const selfAt = async (at: number) => (await (await fetch(`http://127.0.0.1:${at}/self`)).json()) as Self;
const selves = () => Promise.all([0, 1, 2, 3].map((offset) => selfAt(port + offset)));
const startUp = async (args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) => {
  const run = sandbox.start(['--port', String(port), ...args], env);
  await run.says('Ctrl-C stops everything.');
  return run;
};
const databasePid = async () =>
  Number((await readFile(join(sandbox.dataFolder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

test('starts, shows what there is in 80 columns, stops in order and leaves nothing behind', async () => {
  const run = await startUp();
  const processes = await selves();
  const postgres = await databasePid();

  expect(run.output()).toContain(`http://127.0.0.1:${port}/graphql`);
  expect(run.output()).toContain('rita@example.com');
  expect(run.output()).toContain('open sesame');
  expect(
    Math.max(
      ...run
        .output()
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(80);
  const secrets = await readFile(join(sandbox.dataFolder, 'secrets.json'), 'utf8');
  for (const secret of secrets.match(/"[^"]{20,}"/g) ?? [])
    expect(run.output()).not.toContain(secret.slice(1, -1));
  expect((await stat(join(sandbox.dataFolder, 'secrets.json'))).mode & 0o777).toBe(0o600);

  run.process.kill('SIGTERM');
  expect(await run.ended).toBe(0);
  for (const { pid } of processes) await processGone(pid);
  await processGone(postgres);
});

test('stops the gateway first, and lets a second Ctrl-C end what hangs', async () => {
  const run = await startUp([], { HANG: 'content' });
  const processes = await selves();
  run.process.kill('SIGINT');
  await run.says('users   | stopping');
  expect(run.output()).toMatch(/Stopping\ngateway \| stopping\n/);

  const pressing = setInterval(() => run.process.kill('SIGINT'), 100);
  expect(await run.ended).toBe(130);
  clearInterval(pressing);
  for (const { pid } of processes) await processGone(pid);
});

test('gives each program what it needs and no more', async () => {
  await startUp();
  const [gateway, users, content, billing] = (await selves()) as [Self, Self, Self, Self];

  expect(gateway.args).toEqual([
    '--supergraph',
    join(sandbox.folder, 'schema', 'supergraph.graphql'),
    '--port',
    String(port),
    '--config',
    join(sandbox.dataFolder, 'gateway.yaml'),
  ]);
  expect(gateway.env).not.toHaveProperty('DATABASE_URL');
  expect(users.env).toMatchObject({ HOST: '127.0.0.1', DEMO_DATA: 'true', LOG_LEVEL: 'warn' });
  expect(JSON.parse(users.env.ACCESS_TOKEN_SIGNING_KEYS ?? '')).toMatchObject({
    crv: 'Ed25519',
    alg: 'EdDSA',
  });
  expect(content.env).toMatchObject({ BILLING_URL: `http://127.0.0.1:${port + 3}` });
  expect(content.env).not.toHaveProperty('ACCESS_TOKEN_SIGNING_KEYS');
  expect(billing.env.SUBGRAPH_SIGNING_KEYS).toBe(gateway.env.SUBGRAPH_SIGNING_KEYS);
  expect([gateway, users, content, billing].every(({ hasIpc }) => hasIpc)).toBe(true);

  const foreign = new URL(users.env.DATABASE_URL ?? '');
  foreign.pathname = '/content';
  const client = new Client({ connectionString: foreign.href });
  await expect(client.connect()).rejects.toThrow('permission denied for database "content"');
});

test('killed with SIGKILL, leaves no process behind, and starts again on the same data', async () => {
  const run = await startUp();
  const [, users] = await selves();
  const client = new Client({ connectionString: users?.env.DATABASE_URL });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('CREATE TABLE kept (id int)');
  const pids = [...(await selves()).map(({ pid }) => pid), await databasePid()];

  run.process.kill('SIGKILL');
  for (const pid of pids) await processGone(pid);

  await startUp();
  const again = new Client({ connectionString: users?.env.DATABASE_URL });
  await again.connect();
  expect((await again.query('SELECT FROM kept')).rowCount).toBe(0);
  await again.end();
});

test('leaves no process behind on systems without a death signal either', async () => {
  const programs = join(sandbox.folder, 'bin');
  await mkdir(programs);
  for (const name of ['unshare', 'cat', 'true']) {
    const folders = (process.env.PATH ?? '').split(delimiter);
    const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
    if (found) await symlink(found, join(programs, name));
  }
  const run = await startUp([], { PATH: programs });
  const pids = [...(await selves()).map(({ pid }) => pid), await databasePid()];

  run.process.kill('SIGKILL');
  for (const pid of pids) await processGone(pid);
});

test('starts a service and the database again when they crash', async () => {
  const run = await startUp();
  process.kill((await selfAt(port + 2)).pid, 'SIGKILL');
  await run.says('content stopped (signal SIGKILL); starting it again in 0.25 s');
  await run.says('content is ready again');

  process.kill(await databasePid(), 'SIGQUIT');
  await run.says('database is ready again');
});

test('refuses a second run on the same data and names the process', async () => {
  await startUp();
  const second = sandbox.start(['--port', String(port)]);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`in use by process ${await databasePid()}`);

  const reset = sandbox.start(['--reset']);
  expect(await reset.ended).toBe(1);
  expect(reset.output()).toContain('stop it first');
});

test('--reset starts afresh from damaged data', async () => {
  const first = await startUp();
  first.process.kill('SIGINT');
  await first.ended;
  await writeFile(join(sandbox.dataFolder, 'postgres', 'PG_VERSION'), '9.6\n');

  const broken = sandbox.start(['--port', String(port)]);
  expect(await broken.ended).toBe(1);
  expect(broken.output()).toContain('was written by PostgreSQL 9.6');
  expect(broken.output()).toContain('npm start -- --reset');

  await startUp(['--reset']);
});

test('a service that cannot start ends the start with its last words', async () => {
  const run = sandbox.start(['--port', String(port)], { CRASH: 'billing' });
  expect(await run.ended).toBe(1);
  expect(run.output()).toContain('billing stopped during its start (exit code 1); its last words:');
  expect(run.output()).toContain('no luck today');
});

test('names a port that is taken, before it touches the data', async () => {
  await mkdir(sandbox.dataFolder);
  await writeFile(join(sandbox.dataFolder, 'secrets.json'), 'precious');
  await using other = createServer().listen(port + 3, '127.0.0.1');
  await once(other, 'listening');
  const run = sandbox.start(['--port', String(port), '--reset']);
  expect(await run.ended).toBe(1);
  expect(run.output().trim()).toMatch(
    new RegExp(`^Port ${port + 3} \\(for billing\\) is taken .*--port 5000".$`),
  );
  expect(await readFile(join(sandbox.dataFolder, 'secrets.json'), 'utf8')).toBe('precious');
});

test('interrupted while it creates the data, leaves nothing that a second start does not clear', async () => {
  const first = sandbox.start(['--port', String(port)]);
  const workshops = async () =>
    (await readdir(sandbox.dataFolder).catch(() => [])).filter((name) => name.startsWith('postgres-new-'));
  await until(workshops, (names) => names.length > 0, 20_000);
  first.process.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(await workshops()).toHaveLength(1);

  await startUp();
  expect(await workshops()).toEqual([]);
});

test('in production, loads no demo data unless it is told to, and names nobody to sign in as', async () => {
  const run = await startUp([], { NODE_ENV: 'production' });
  expect((await selfAt(port + 1)).env).toMatchObject({ DEMO_DATA: 'false' });
  expect(run.output()).not.toMatch(/rita@example.com|open sesame|demo data/);
});

test('names an own database or Redis that does not answer, but no password', async () => {
  const database = sandbox.start([], {
    CONTENT_DATABASE_URL: `postgres://me:hush@127.0.0.1:${port}/content`,
  });
  expect(await database.ended).toBe(1);
  expect(database.output().trim()).toBe(
    `CONTENT_DATABASE_URL: the database at 127.0.0.1:${port} cannot be used: nothing listens there.`,
  );

  const redis = sandbox.start(['--port', String(port)], { REDIS_URL: `redis://:hush@127.0.0.1:${port}` });
  expect(await redis.ended).toBe(1);
  expect(redis.output().trim()).toBe(
    `REDIS_URL: no Redis answers at 127.0.0.1:${port}; start it or unset REDIS_URL.`,
  );
});

test('explains its flags', async () => {
  const help = sandbox.start(['--help']);
  expect(await help.ended).toBe(0);
  expect(help.output()).toContain('--reset');

  const unknown = sandbox.start(['--prot', '5000']);
  expect(await unknown.ended).toBe(1);
  expect(unknown.output().trim()).toBe(`Unknown option '--prot'; "npm start -- --help" shows what there is.`);
});
