import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version that a package's folder has installed. */
export function versionIn(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}
