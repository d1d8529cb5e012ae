import { writeFile } from 'node:fs/promises';

import { personaPassword, personas } from '@nutgraf/kit/demo/personas';

import { dataFolder, resetData } from './data-folder';
import { startDatabases } from './databases';
import { gatewayConfig } from './gateway-config';
import { helpText, parseOptions, type StackOptions } from './options';
import { embeddedNames, findOwnDatabases } from './own-databases';
import { checkPorts, portsFrom } from './ports';
import { claimDataFolder } from './postgres/data-lock';
import { launchNode, type NodeProgram } from './processes/node-process';
import { SupervisedProcess } from './processes/supervised-process';
import { gatewayProgram, serviceProgram } from './programs';
import { findRedis } from './redis';
import { loadSecrets } from './secrets';
import { serviceNames } from './service-names';
import { Shutdown } from './shutdown';
import { summary } from './summary';
import { Terminal } from './terminal';

const { env } = process;
const terminal = new Terminal(process.stdout, process.stderr);
const shutdown = new Shutdown();
const report = (line: string) => terminal.line(line);

async function main(): Promise<void> {
  try {
    const options = parseOptions(process.argv.slice(2));
    if (options.help) return report(helpText);
    // Whoever read the output may go (`npm start | head`); the system stays.
    process.stdout.on('error', () => undefined);
    shutdown.onSignals(() => report('Stopping'));
    await start(options);
  } catch (error) {
    if (shutdown.isStopping) return;
    await shutdown.stop();
    terminal.fail(error);
    process.exitCode = 1;
  }
}

async function start({ port, reset }: StackOptions): Promise<void> {
  const folder = dataFolder(process.cwd(), env);
  const ports = portsFrom(port);

  const own = await findOwnDatabases(env);
  if (reset) await resetData(folder, own);
  await claimDataFolder(folder.postgres);
  await checkPorts(ports, embeddedNames(own).length > 0);
  const redisUrl = await findRedis(env);
  const secrets = await loadSecrets(folder.secrets);

  const databaseUrls = await terminal.step('prepare the database', () =>
    startDatabases({ own, folder, port: ports.postgres, secrets, shutdown, report }),
  );
  const surroundings = { ports, secrets, databaseUrls, redisUrl, env };
  await terminal.step('start the services (the first time with demo data)', () =>
    run(serviceNames.map((name) => serviceProgram(name, surroundings))),
  );
  await writeFile(folder.gatewayConfig, gatewayConfig(ports));
  await terminal.step('start the gateway', () => run([gatewayProgram(folder.gatewayConfig, surroundings)]));

  report(summary({ ports, folder, own, redisUrl, personas, password: personaPassword }));
}

/** Starts programs side by side and resolves when all of them serve. */
async function run(programs: readonly NodeProgram[]): Promise<void> {
  const processes = programs.map((program) => {
    const print = (line: string) => report(`${program.name.padEnd(7)} | ${line}`);
    return new SupervisedProcess(program.name, () => launchNode(program, print), report);
  });
  shutdown.add(...processes);
  await Promise.all(processes.map((process) => process.start()));
}

void main();
