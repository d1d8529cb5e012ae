import { readFile, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

import { StackError } from '../stack-error';

interface Link {
  /** Both are relative to the package's folder. */
  readonly source: string;
  readonly target: string;
}

/**
 * Creates the links between shared libraries that an npm package cannot hold. The package's install script does the
 * same, but npm does not run install scripts unless it is told to.
 * @throws StackError when the folder is not writable and a link is missing.
 */
export async function restoreLibraryLinks(packageFolder: string): Promise<void> {
  const list = await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const path = join(packageFolder, target);
    await symlink(relative(dirname(path), join(packageFolder, source)), path).catch((error: unknown) => {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EEXIST') return;
      throw new StackError(
        `The embedded PostgreSQL lacks the link ${path} and it cannot be created (${code}): ` +
          'make node_modules writable for the first start, or run "npm rebuild".',
        { cause: error },
      );
    });
  }
}
