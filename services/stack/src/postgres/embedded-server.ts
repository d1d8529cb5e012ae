import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';

import { type Running } from '../processes/running';
import { findBinaries } from './binaries';
import { ensureCluster } from './cluster';
import { claimDataFolder } from './data-lock';
import { findRunAs } from './run-as';
import { launchServer, type ServerOptions } from './server';

/** What {@link prepareServer} cannot find out itself. */
export type EmbeddedServerOptions = Omit<ServerOptions, 'binaries' | 'runAs'>;

/**
 * Prepares an embedded PostgreSQL and returns what launches it; it may be launched again when it has ended.
 * @throws StackError when there is no PostgreSQL for this machine, or its data folder cannot be used.
 */
export async function prepareServer(options: EmbeddedServerOptions): Promise<() => Running> {
  await mkdir(dirname(options.folder), { recursive: true });
  const binaries = await findBinaries();
  const runAs = await findRunAs(dirname(options.folder), binaries);
  await claimDataFolder(options.folder);
  await ensureCluster({ ...options, binaries, runAs });
  return () => launchServer({ ...options, binaries, runAs });
}
