import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Names of generated files that are not, in this folder, what they should be. */
export async function drifted(folder: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const names: string[] = [];
  for (const [name, text] of files) {
    const committed = await readFile(join(folder, name), 'utf8').catch(() => null);
    if (committed !== text) names.push(name);
  }
  return names;
}

/** Writes what differs and says which files those were. */
export async function writeChanged(folder: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const changed = await drifted(folder, files);
  await mkdir(folder, { recursive: true });
  for (const name of changed) await writeFile(join(folder, name), files.get(name) ?? '');
  return changed;
}
