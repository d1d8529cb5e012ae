import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Makes an empty folder beside `folder`; its name tells whose it is. */
export function makeWorkshop(folder: string): Promise<string> {
  return mkdtemp(join(dirname(folder), `${basename(folder)}-new-${process.pid}-`));
}

/** Deletes the workshops beside `folder` whose process was killed before it could. */
export async function deleteLeftovers(folder: string): Promise<void> {
  const names = await readdir(dirname(folder)).catch(() => []);
  for (const name of names) {
    const [, owner, pid] = /^(.+)-new-(\d+)-\w{6}$/.exec(name) ?? [];
    if (owner !== basename(folder) || isAnother(Number(pid))) continue;
    await rm(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 5 });
  }
}

/** In a container, the killed process may have had the id that is ours now. */
function isAnother(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
