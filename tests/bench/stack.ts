import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findFreePort } from '@nutgraf/stack/free-port';
import { repository } from './folders';
import { type World } from './world';

/** The whole system, as `npm start` runs it. */
export interface RunningStack {
  readonly pid: number;
  /** The gateway's GraphQL endpoint. */
  readonly url: string;
  /** The gateway's; all others are found from it. */
  readonly port: number;
  /** Where it keeps its data. */
  readonly folder: string;
  stop(): Promise<void>;
}

const patienceMs = 120_000;

/** What {@link startStack} adds to the command. */
interface Additions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts it with demo data, in a folder that goes when it is stopped. */
export async function startStack(
  { children, folder: runFolder }: Pick<World, 'children' | 'folder'>,
  { args = [], env = {} }: Additions = {},
): Promise<RunningStack> {
  const folder = join(runFolder, 'stack');
  await mkdir(folder);
  const port = await findFreePort();
  const child = children.start('stack', {
    command: process.execPath,
    args: [join(repository, 'services', 'stack', 'dist', 'main.js'), '--port', String(port), ...args],
    env: { NODE_ENV: 'development', NUTGRAF_DATA_DIR: folder, ...env },
    cwd: repository,
  });
  const stop = async () => {
    await children.stop(child);
    await rm(folder, { recursive: true, force: true, maxRetries: 20 });
  };
  const base = `http://127.0.0.1:${port}`;
  const isReady = async () => (await fetch(`${base}/ready`).catch(() => null))?.status === 200;
  const start = performance.now();
  while (!(await isReady())) {
    if (child.exitCode !== null || performance.now() - start > patienceMs) {
      await stop();
      const log = await readFile(children.logFile('stack'), 'utf8');
      throw new Error(`The system does not start:\n${log.slice(-1_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { pid: child.pid!, url: `${base}/graphql`, port, folder, stop };
}
