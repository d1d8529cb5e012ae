import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { type OwnDatabases } from './own-databases';
import { claimDataFolder } from './postgres/data-lock';
import { deleteLeftovers } from './postgres/workshop';
import { databaseVariable, type ServiceName } from './service-names';
import { StackError } from './stack-error';

/** Absolute paths of everything the stack writes. */
export interface DataFolder {
  readonly path: string;
  readonly secrets: string;
  readonly postgres: string;
  readonly postgresLog: string;
  readonly gatewayConfig: string;
}

/** `NUTGRAF_DATA_DIR`, or `.nutgraf` in the repository that `cwd` is in. */
export function dataFolder(cwd: string, env: NodeJS.ProcessEnv): DataFolder {
  const { NUTGRAF_DATA_DIR: named } = env;
  const path = named ? resolve(cwd, named) : join(repositoryOf(cwd), '.nutgraf');
  return {
    path,
    secrets: join(path, 'secrets.json'),
    postgres: join(path, 'postgres'),
    postgresLog: join(path, 'postgres.log'),
    gatewayConfig: join(path, 'gateway.yaml'),
  };
}

/**
 * Deletes what the stack has written, and only that: the folder itself may be anyone's.
 * @throws StackError while a server runs on the data, or when part of the data is not ours.
 */
export async function resetData(folder: DataFolder, own: OwnDatabases): Promise<void> {
  const [name] = Object.keys(own) as ServiceName[];
  if (name) {
    throw new StackError(
      `--reset deletes embedded data only, and ${databaseVariable(name)} names a database of your own: ` +
        'empty that one yourself, or unset the variable.',
    );
  }
  await claimDataFolder(folder.postgres);
  await deleteLeftovers(folder.postgres);
  const { path: _path, ...files } = folder;
  for (const file of Object.values(files)) await rm(file, { recursive: true, force: true });
}

/** The nearest folder above that holds a workspace; `cwd` itself when there is none. */
function repositoryOf(cwd: string): string {
  for (let folder = cwd; folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest) && 'workspaces' in (JSON.parse(readFileSync(manifest, 'utf8')) as object))
      return folder;
  }
  return cwd;
}
