import { spawnSync } from 'node:child_process';
import { chown, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { databaseVariables } from '../service-names';
import { StackError } from '../stack-error';
import { type PostgresBinaries } from './binaries';

/** How PostgreSQL is run, since it refuses to run as root. */
export interface RunAs {
  /** Command in front of every program; empty when this process is not root. */
  readonly prefix: readonly string[];
  /** Makes a new folder or file belong to the one who runs PostgreSQL. */
  own(path: string): Promise<void>;
}

/** A line of `/etc/passwd`. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Whether a command ends with success behind a prefix. */
type Works = (prefix: readonly string[], ...command: readonly string[]) => boolean;

/** System accounts that may run PostgreSQL where user namespaces are not allowed, best first. */
const accountNames = ['postgres', 'nobody'];

/**
 * Not root: directly. Root: as another user in a namespace of its own, where files stay root's; where the system
 * forbids that (most containers), as the `postgres` or `nobody` account.
 * @param folder Absolute path of a folder in which the data folder will be.
 * @param binaries What is to be run.
 * @throws StackError when none of these works here.
 */
export async function findRunAs(folder: string, binaries: PostgresBinaries): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { prefix: [], own: () => Promise.resolve() };
  const accounts = await readAccounts();
  return runInNamespace(accounts) ?? runAsAccount(accounts, folder, binaries, works);
}

function runInNamespace(accounts: readonly Account[]): RunAs | null {
  // initdb looks its user up, so the mapped id must exist.
  const account = accounts.find(({ uid }) => uid === 1000) ?? accounts.find(({ uid }) => uid !== 0);
  if (!account) return null;
  const prefix = ['unshare', '--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`];
  return works(prefix, 'true') ? { prefix, own: () => Promise.resolve() } : null;
}

/** {@link findRunAs} for root where user namespaces are not allowed. */
export function runAsAccount(
  accounts: readonly Account[],
  folder: string,
  binaries: PostgresBinaries,
  works: Works,
): RunAs {
  for (const { name, uid, gid } of accountNames.flatMap((wanted) =>
    accounts.filter(({ name }) => name === wanted),
  )) {
    const prefix = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
    if (!works(prefix, 'true')) continue;
    const { initdb, postgres } = binaries;
    const mayEnter = (path: string) => works(prefix, 'test', '-x', path);
    if (![initdb, postgres].every((program) => works(prefix, program, '--version'))) {
      const closed = foldersDownTo(dirname(initdb)).find((path) => !mayEnter(path)) ?? dirname(initdb);
      throw new StackError(
        `PostgreSQL does not run as root, and its account ${name} cannot use ${closed}, where its programs are: ` +
          `move the repository to a folder that every user may enter, or set ${databaseVariables}.`,
      );
    }
    const closed = foldersDownTo(folder).find((path) => !mayEnter(path));
    if (closed === undefined) return { prefix, own: (path) => chown(path, uid, gid) };
    throw new StackError(
      `PostgreSQL does not run as root, and its account ${name} cannot enter ${closed}, where the data is: ` +
        'set NUTGRAF_DATA_DIR to a folder that every user may enter, or start as an ordinary user.',
    );
  }
  throw new StackError(
    'PostgreSQL does not run as root, and this system offers neither user namespaces nor a postgres account: ' +
      `start as an ordinary user, or set ${databaseVariables}.`,
  );
}

/** A folder after all the folders it is in, from the root. */
function foldersDownTo(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...foldersDownTo(parent), path];
}

function works(prefix: readonly string[], ...command: readonly string[]): boolean {
  const [program = '', ...args] = [...prefix, ...command];
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

async function readAccounts(): Promise<Account[]> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line.includes(':'))
    .map((line) => {
      const [name = '', , uid, gid] = line.split(':');
      return { name, uid: Number(uid), gid: Number(gid) };
    });
}
