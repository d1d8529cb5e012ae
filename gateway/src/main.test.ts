import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { buildBin } from './http/fixtures/build-bin';
import { Cleanup } from './http/fixtures/cleanup';
import { ask } from './http/fixtures/client';
import { eventually } from './http/fixtures/eventually';
import { Latch } from './http/fixtures/latch';
import { ended, plannersOf } from './http/fixtures/planners';
import { startSdlServer } from './http/fixtures/sdl-server';
import { compose, startSubgraph } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

let folder: string;
let bin: string;
beforeAll(async () => ({ folder, bin } = await buildBin()), 60_000);
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [bin, ...args], { env: process.env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code: number; stdout: string; stderr: string }) => error,
  );

/** Reads the log of a gateway entry by entry, each once. */
function readLog(child: ChildProcess): (message: string) => Promise<Record<string, unknown>> {
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return async (message) => {
    for (let line = await lines.next(); !line.done; line = await lines.next()) {
      const entry = JSON.parse(line.value) as Record<string, unknown>;
      if (entry.msg === message) return entry;
    }
    throw new Error(`The gateway ended without "${message}".`);
  };
}

const startBin = (supergraph: string) => startWith('--supergraph', supergraph);

async function startWith(...flags: string[]) {
  const child = spawn(process.execPath, [bin, ...flags, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanup.add({ stop: () => child.kill('SIGKILL') });
  const entry = readLog(child);
  return { child, entry, url: String((await entry('ready')).url) };
}

async function startNamed(name: string) {
  return cleanup.add(
    await startSubgraph(name, `type Query { ${name}: String }`, { Query: { [name]: () => name } }),
  );
}

it('--help explains the arguments', async () => {
  const { code, stdout } = await run('--help');
  expect(code).toBe(0);
  expect(stdout).toContain('--supergraph FILE');
});

it.each([
  [[], /^nutgraf-gateway: --supergraph FILE is missing: .+\n$/],
  [['--supergraph', '/no/such'], /^nutgraf-gateway: The supergraph \/no\/such cannot be read: ENOENT\.\n$/],
  [['--port', 'x', '--supergraph', 's'], /^nutgraf-gateway: --port must be a number/],
])('%j ends with one sentence and code 1', async (args, message) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
});

it('a planner does not outlive a gateway that is killed', async () => {
  const one = await startNamed('one');
  const file = join(folder, 'killed.graphql');
  await writeFile(file, compose([one]));
  const { child } = await startBin(file);
  const [planner] = plannersOf(child.pid!);
  child.kill('SIGKILL');
  await ended(planner!);
});

describe('plan', () => {
  const file = (name: string) => join(folder, name);
  beforeAll(async () => {
    const types = 'type Query { one: String many(first: Int): [One] } type One { x: Int }';
    await writeFile(
      file('plan.graphql'),
      compose([{ name: 'shop', url: 'http://127.0.0.1:1', typeDefs: types }]),
    );
  });
  const plan = async (document: string, ...more: string[]) => {
    await writeFile(file('operation.graphql'), document);
    return run(
      'plan',
      '--supergraph',
      file('plan.graphql'),
      '--operation',
      file('operation.graphql'),
      ...more,
    );
  };

  it('prints what would be asked of whom, and asks nobody', async () => {
    const { code, stdout } = await plan('query A { one } query B($n: Int) { many(first: $n) { x } }');
    expect(code).toBe(0);
    expect(stdout).toMatchSnapshot();
  });

  it('prints one operation, with the values that decide on its fields', async () => {
    const document = 'query A { one } query B($x: Boolean!) { one many @include(if: $x) { x } }';
    const { stdout } = await plan(document, '--operation-name', 'B', '--variables', '{"x":false}');
    expect(stdout).toContain('one');
    expect(stdout).not.toMatch(/many|query A/);
  });

  it.each([
    ['{ one nowhere }', [], 'operation.graphql:1:7: Cannot query field "nowhere" on type "Query".'],
    ['{ one', [], 'operation.graphql:1:6: Syntax Error: Expected Name, found <EOF>.'],
    ['query A { one }', ['--operation-name', 'B'], 'operation.graphql: There is no operation B; it holds A.'],
    ['query ($x: Boolean!) { one @skip(if: $x) }', [], `say it by --variables '{"x":true}'.`],
    ['{ one }', ['--variables', '[]'], '--variables must be a JSON object'],
    [
      '{ one }',
      ['--colour'],
      'There is no argument --colour. "nutgraf-gateway plan --help" explains the arguments.',
    ],
  ])('%j %j ends with what to do and code 1', async (document, more, message) => {
    const { code, stderr } = await plan(document, ...more);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
  });
});

describe('config', () => {
  const write = async (text: string) => {
    const file = join(folder, 'gateway.yaml');
    await writeFile(file, text);
    return file;
  };
  const keys = `k1:${Buffer.alloc(32, 7).toString('base64')}`;

  it('check says all that is wrong, each line beginning with its place, and code 1', async () => {
    const file = await write('http:\n  prot: 1\nredsi: {}\n');
    const { code, stdout, stderr } = await run('config', 'check', file);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toBe(
      `${file}:2:3: There is no setting "http.prot". Did you mean "http.port"?\n` +
        `${file}:3:1: There is no setting "redsi". Did you mean "redis"?\n`,
    );
    // A gateway that is to serve with it says the same.
    expect(await run('--supergraph', 's', '--config', file)).toMatchObject({ code, stderr });
  });

  it('check says in one line that all is well, and code 0', async () => {
    const file = await write(`signing: { keys: '${keys}' }\n`);
    const { code, stdout } = await run('config', 'check', file);
    expect([code, stdout]).toEqual([0, `${file}: nothing is wrong.\n`]);
  });

  it('print shows what takes effect, without secrets', async () => {
    process.env.NUTGRAF_TEST_KEYS = keys;
    const file = await write('signing: { keys: "${NUTGRAF_TEST_KEYS}" }\nhttp: { host: "::1" }\n');
    const { stdout } = await run(
      'config',
      'print',
      '--config',
      file,
      '--port',
      '5000',
      '--supergraph',
      'a.graphql',
    );
    delete process.env.NUTGRAF_TEST_KEYS;
    expect(parse(stdout)).toMatchObject({
      supergraph: { file: 'a.graphql' },
      http: { port: 5000, host: '::1', bodyLimitBytes: 1_000_000 },
      signing: { keys: '[secret]' },
      introspection: true,
    });
  });

  it('schema prints what editors take', async () => {
    const schema = JSON.parse((await run('config', 'schema')).stdout) as object;
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      properties: { http: {} },
    });
  });

  it('serves the supergraph that the file names', async () => {
    const one = await startNamed('one');
    const supergraph = join(folder, 'named.graphql');
    await writeFile(supergraph, compose([one]));
    const file = await write(`supergraph: { file: '${supergraph}' }\n`);
    const { url } = await startWith('--config', file);
    expect((await ask(url, '{ one }')).data).toEqual({ one: 'one' });
  });
});

it('on SIGHUP serves the supergraph anew, unless it is broken', async () => {
  const [one, two] = await Promise.all(['one', 'two'].map((name) => startNamed(name)));
  const file = join(folder, 'reloaded.graphql');
  await writeFile(file, compose([one!]));
  const { child, entry, url } = await startBin(file);

  await writeFile(file, 'type Query');
  child.kill('SIGHUP');
  expect(await entry('supergraph refused')).toMatchObject({ level: 50 });
  expect((await ask(url, '{ one }')).data).toEqual({ one: 'one' });

  await writeFile(file, compose([two!]));
  child.kill('SIGHUP');
  await entry('supergraph reloaded');
  expect((await ask(url, '{ two }')).data).toEqual({ two: 'two' });
});

it('on SIGTERM finishes what is under way and exits 0, however often it is told', async () => {
  const arrived = new Latch();
  const released = new Latch();
  const slow = async () => {
    arrived.open();
    await released.opened;
    return 'done';
  };
  const subgraph = cleanup.add(
    await startSubgraph('one', 'type Query { slow: String }', { Query: { slow } }),
  );
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, compose([subgraph]));
  const { child, entry, url } = await startBin(file);
  const exited = once(child, 'exit');

  const underWay = ask(url, 'query Slow { slow }');
  await arrived.opened;
  child.kill('SIGTERM');
  // Listening ends with the signal: only then is it certain that the answer comes while draining.
  await refused(url);
  child.kill('SIGTERM');
  child.kill('SIGINT');
  released.open();
  expect((await underWay).data).toEqual({ slow: 'done' });
  expect(await entry('operation')).toMatchObject({ level: 30, operationName: 'Slow', status: 200 });
  expect(await exited).toEqual([0, null]);
});

it('on SIGTERM exits 0 though it has not started yet', async () => {
  const server = cleanup.add(await startSdlServer('never'));
  server.isHeld = true;
  const child = spawn(process.execPath, [bin, '--supergraph', server.url, '--port', '0'], {
    stdio: 'inherit',
  });
  cleanup.add({ stop: () => child.kill('SIGKILL') });
  const exited = once(child, 'exit');
  await eventually(
    () => Promise.resolve(server.requests.length),
    (count) => count === 1,
  );
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
});

async function refused(url: string): Promise<void> {
  const probe = () =>
    fetch(new URL('/health', url)).then(
      (response) => response.ok,
      () => false,
    );
  while (await probe());
}
