import { type DataFolder } from './data-folder';
import { embeddedNames, type OwnDatabases } from './own-databases';
import { ensureDatabases } from './postgres/databases';
import { prepareServer } from './postgres/embedded-server';
import { superuserUrl } from './postgres/server';
import { SupervisedProcess } from './processes/supervised-process';
import { type Secrets } from './secrets';
import { byService, type ServiceName } from './service-names';
import { type Shutdown } from './shutdown';

/** What {@link startDatabases} works with. */
export interface DatabaseNeeds {
  readonly own: OwnDatabases;
  readonly folder: DataFolder;
  /** Of the embedded server. */
  readonly port: number;
  readonly secrets: Secrets;
  /** Will stop the embedded server. */
  readonly shutdown: Shutdown;
  /** Receives what is to be told about the server later on. */
  readonly report: (line: string) => void;
}

/**
 * Gives every service a database: its own where the environment names one, else one in the embedded server, which is
 * started only when it is needed.
 * @returns Connection strings by service.
 * @throws StackError when the embedded server cannot be started.
 */
export async function startDatabases(needs: DatabaseNeeds): Promise<Record<ServiceName, string>> {
  const { own, port, secrets } = needs;
  const embedded = embeddedNames(own);
  if (embedded.length > 0) await startEmbedded(needs, embedded);
  return byService(
    (name) => own[name] ?? `postgres://${name}:${secrets.postgresPasswords[name]}@127.0.0.1:${port}/${name}`,
  );
}

async function startEmbedded(
  { folder, port, secrets, shutdown, report }: DatabaseNeeds,
  names: readonly ServiceName[],
): Promise<void> {
  const superuserPassword = secrets.postgresPasswords.superuser;
  const launch = await prepareServer({
    folder: folder.postgres,
    logFile: folder.postgresLog,
    port,
    superuserPassword,
    durable: true,
  });
  const server = new SupervisedProcess('database', launch, report);
  shutdown.add(server);
  await server.start();
  await ensureDatabases(
    superuserUrl({ port, superuserPassword }),
    names.map((name) => ({ name, password: secrets.postgresPasswords[name] })),
  );
}
