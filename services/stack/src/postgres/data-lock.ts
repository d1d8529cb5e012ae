import { execFile } from 'node:child_process';
import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { StackError } from '../stack-error';

/**
 * Makes sure that no server runs on a data folder, and forgets the traces of one that was killed. PostgreSQL's own
 * check is not enough: it refuses to start when any process has the killed server's id, as happens in containers.
 * @throws StackError that names the process which uses the folder.
 */
export async function claimDataFolder(folder: string): Promise<void> {
  await refuseUsedFolder(folder);
  await rm(lockFile(folder), { force: true });
}

/**
 * Only looks: changes nothing.
 * @throws StackError that names the process which uses the folder.
 */
export async function refuseUsedFolder(folder: string): Promise<void> {
  // The server's process id, then the folder as the server was told it.
  const [id, servedFolder = ''] = (await readFile(lockFile(folder), 'utf8').catch(() => '')).split('\n');
  const pid = Number(id);
  if (pid && (await serves(pid, servedFolder)) && (await isSameFolder(servedFolder, folder))) {
    throw new StackError(
      `The database in ${folder} is in use by process ${pid}: another Nutgraf runs on this data folder; ` +
        'stop it first, or set NUTGRAF_DATA_DIR to another folder.',
    );
  }
}

function lockFile(folder: string): string {
  return join(folder, 'postmaster.pid');
}

/** False for a copy of a folder that a server runs on. A served folder that was moved since is taken for this one. */
async function isSameFolder(served: string, folder: string): Promise<boolean> {
  const path = await realpath(served).catch(() => null);
  return path === null || path === (await realpath(folder));
}

async function serves(pid: number, folder: string): Promise<boolean> {
  const command =
    process.platform === 'linux'
      ? await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
      : await commandByPs(pid);
  return command.includes('postgres') && command.includes(folder);
}

async function commandByPs(pid: number): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', ['-ww', '-o', 'command=', '-p', String(pid)]).catch(
    () => ({
      stdout: '',
    }),
  );
  return stdout;
}
