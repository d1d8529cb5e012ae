import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { peersFolder } from '../folders';
import { versionIn } from './version-in';

/** A file of the other gateways' folder. */
export const inPeers = (...path: string[]): string => join(peersFolder, ...path);

/**
 * The installed versions of packages that the benchmark installs, for people.
 * @throws Error when one is not there
 */
export function peerVersions(...packages: string[]): string {
  return packages
    .map((name) => {
      const folder = inPeers('node_modules', name);
      if (!existsSync(folder)) throw new Error(`${name} is not installed on this platform.`);
      return `${name} ${versionIn(folder)}`;
    })
    .join(', ');
}
