import { execFile } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { StackError } from '../stack-error';

/**
 * Makes sure that no server runs on a data folder, and forgets the traces of one that was killed. PostgreSQL's own
 * check is not enough: it refuses to start when any process has the killed server's id, as happens in containers.
 * @throws StackError that names the process which uses the folder.
 */
export async function claimDataFolder(folder: string): Promise<void> {
  const lockFile = join(folder, 'postmaster.pid');
  const pid = Number((await readFile(lockFile, 'utf8').catch(() => '')).split('\n', 1)[0]);
  if (!pid) return;
  if (await servesFolder(pid, folder)) {
    throw new StackError(
      `The database in ${folder} is in use by process ${pid}: another Nutgraf runs on this data folder; ` +
        'stop it first, or set NUTGRAF_DATA_DIR to another folder.',
    );
  }
  await rm(lockFile, { force: true });
}

async function servesFolder(pid: number, folder: string): Promise<boolean> {
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
