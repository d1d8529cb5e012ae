import { once } from 'node:events';
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { spawnBound } from '../processes/bound-process';
import { StackError } from '../stack-error';
import { type PostgresBinaries } from './binaries';
import { type RunAs } from './run-as';
import { deleteLeftovers, makeWorkshop } from './workshop';

/** What {@link ensureCluster} creates a data folder with. */
export interface ClusterOptions {
  /** Absolute path of the data folder. Its parent exists. */
  readonly folder: string;
  readonly superuserPassword: string;
  readonly binaries: PostgresBinaries;
  readonly runAs: RunAs;
}

/**
 * Creates the data folder unless it is there.
 * @throws StackError when the folder holds something else, or initdb fails.
 */
export async function ensureCluster(options: ClusterOptions): Promise<void> {
  const { folder, binaries } = options;
  const content = await readdir(folder).catch(() => []);
  if (content.length === 0) return createCluster(options);

  const version = (await readFile(join(folder, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (version === binaries.major) return;
  const fault = version
    ? `was written by PostgreSQL ${version}, and this is PostgreSQL ${binaries.major}`
    : 'is damaged (it has no PG_VERSION)';
  throw new StackError(
    `The data folder ${folder} ${fault}: "npm start -- --reset" deletes it and starts afresh.`,
  );
}

/** Works beside the final place, so an interrupted initdb never leaves half a data folder. */
async function createCluster({ folder, superuserPassword, binaries, runAs }: ClusterOptions): Promise<void> {
  await deleteLeftovers(folder);
  const workshop = await makeWorkshop(folder);
  try {
    await runAs.own(workshop);
    const passwordFile = join(workshop, 'password');
    await writeFile(passwordFile, superuserPassword, { mode: 0o600 });
    await runAs.own(passwordFile);
    await initialise(join(workshop, 'data'), passwordFile, binaries, runAs);
    await rename(join(workshop, 'data'), folder).catch((cause: unknown) => {
      throw new StackError(`Another Nutgraf is just creating ${folder}, or it cannot be created.`, { cause });
    });
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function initialise(
  folder: string,
  passwordFile: string,
  { initdb }: PostgresBinaries,
  { prefix }: RunAs,
): Promise<void> {
  const args = [
    `--pgdata=${folder}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorting is the same on every machine; the character classes, which full-text search needs, are the system's.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    `--lc-ctype=${process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'}`,
    '--no-sync',
  ];
  const child = spawnBound(initdb, args, {
    deathSignal: 'KILL',
    prefix,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [complaint, [code]] = await Promise.all([
    child.stderr ? text(child.stderr) : '',
    once(child, 'close') as Promise<[number | null]>,
  ]);
  if (code !== 0) {
    throw new StackError(
      `PostgreSQL could not create its data folder: ${complaint.trim() || `exit code ${code}`}`,
    );
  }
}
