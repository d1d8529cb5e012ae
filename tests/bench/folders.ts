import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The repository, from the sources and from the build alike. */
export const repository = upwards(__dirname);

/** Where the other gateways are installed. */
export const peersFolder = join(repository, 'tests', 'bench', 'peers');

/** Where a run leaves its results. */
export const outputFolder = join(repository, 'tests', 'output', 'bench');

function upwards(folder: string): string {
  return existsSync(join(folder, 'turbo.json')) ? folder : upwards(dirname(folder));
}
