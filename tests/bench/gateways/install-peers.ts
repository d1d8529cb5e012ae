import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { peersFolder } from '../folders';

/**
 * Installs the other gateways where that has not been done, or for other versions. What a failed installation leaves
 * out says so itself when it is started.
 * @returns whether npm was content
 */
export async function installPeers(): Promise<boolean> {
  // npm writes the second at the end: what was interrupted, or is older than the list, is installed anew.
  const wanted = timeOf(join(peersFolder, 'package-lock.json'));
  if (timeOf(join(peersFolder, 'node_modules', '.package-lock.json')) >= wanted) return true;
  process.stderr.write(`Installing the other gateways in ${peersFolder} (800 MB, a minute or two) ...\n`);
  // Some of them want a newer Node than this one and say so in dozens of warnings; whether they run is seen below.
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawn('npm', args, { cwd: peersFolder, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(npm, 'exit')) as [number | null];
  return code === 0;
}

function timeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
