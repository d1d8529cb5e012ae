import { spawnSync } from 'node:child_process';
import { chown, readFile } from 'node:fs/promises';

import { StackError } from '../stack-error';

/** How PostgreSQL is run, since it refuses to run as root. */
export interface RunAs {
  /** Command in front of every program; empty when this process is not root. */
  readonly prefix: readonly string[];
  /** Makes a new folder or file belong to the one who runs PostgreSQL. */
  own(path: string): Promise<void>;
}

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** System accounts that may run PostgreSQL where user namespaces are not allowed, best first. */
const accountNames = ['postgres', 'nobody'];

/**
 * Not root: directly. Root: as another user in a namespace of its own, where files stay root's; where the system
 * forbids that (most containers), as the `postgres` or `nobody` account.
 * @param folder Absolute path of a folder in which the data folder will be.
 * @throws StackError when none of these works here.
 */
export async function findRunAs(folder: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return { prefix: [], own: () => Promise.resolve() };
  const accounts = await readAccounts();
  return runInNamespace(accounts) ?? runAsAccount(accounts, folder);
}

function runInNamespace(accounts: readonly Account[]): RunAs | null {
  // initdb looks its user up, so the mapped id must exist.
  const account = accounts.find(({ uid }) => uid === 1000) ?? accounts.find(({ uid }) => uid !== 0);
  if (!account) return null;
  const prefix = ['unshare', '--user', `--map-user=${account.uid}`, `--map-group=${account.gid}`];
  return works(prefix, 'true') ? { prefix, own: () => Promise.resolve() } : null;
}

function runAsAccount(accounts: readonly Account[], folder: string): RunAs {
  for (const { name, uid, gid } of accountNames.flatMap((wanted) =>
    accounts.filter(({ name }) => name === wanted),
  )) {
    const prefix = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
    if (!works(prefix, 'true')) continue;
    if (works(prefix, 'test', '-x', folder)) return { prefix, own: (path) => chown(path, uid, gid) };
    throw new StackError(
      `PostgreSQL does not run as root, and its account ${name} cannot enter ${folder}: ` +
        'start as an ordinary user, or set NUTGRAF_DATA_DIR to a folder that others may enter.',
    );
  }
  throw new StackError(
    'PostgreSQL does not run as root, and this system offers neither user namespaces nor a postgres account: ' +
      'start as an ordinary user, or set USERS_DATABASE_URL, CONTENT_DATABASE_URL and BILLING_DATABASE_URL.',
  );
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
