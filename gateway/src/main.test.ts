import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { buildBin } from './http/fixtures/build-bin';
import { Cleanup } from './http/fixtures/cleanup';
import { ask } from './http/fixtures/client';
import { Latch } from './http/fixtures/latch';
import { compose, startSubgraph } from './http/fixtures/subgraph';

const cleanup = new Cleanup();
afterEach(cleanup.run);

let folder: string;
let bin: string;
beforeAll(async () => ({ folder, bin } = await buildBin()), 60_000);
afterAll(() => rm(folder, { recursive: true }));

const run = (...args: string[]) =>
  promisify(execFile)(process.execPath, [bin, ...args]).then(
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

it('--help explains the arguments', async () => {
  const { code, stdout } = await run('--help');
  expect(code).toBe(0);
  expect(stdout).toContain('--supergraph FILE');
});

it.each([
  [[], /^nutgraf-gateway: --supergraph FILE is missing; --help explains it\.\n$/],
  [['--supergraph', '/no/such'], /^nutgraf-gateway: The supergraph \/no\/such cannot be read: ENOENT\.\n$/],
  [['--port', 'x', '--supergraph', 's'], /^nutgraf-gateway: --port must be a number/],
])('%j ends with one sentence and code 1', async (args, message) => {
  const { code, stderr } = await run(...args);
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
});

it('on SIGTERM finishes what is under way and exits 0', async () => {
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
  const child = spawn(process.execPath, [bin, '--supergraph', file, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  cleanup.add({ stop: () => child.kill('SIGKILL') });
  const exited = once(child, 'exit');
  const entry = readLog(child);
  const { url } = await entry('ready');

  const underWay = ask(String(url), 'query Slow { slow }');
  await arrived.opened;
  child.kill('SIGTERM');
  // Listening ends with the signal: only then is it certain that the answer comes while draining.
  await refused(String(url));
  released.open();
  expect((await underWay).data).toEqual({ slow: 'done' });
  expect(await entry('operation')).toMatchObject({ level: 30, operationName: 'Slow', status: 200 });
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
