import { writeFile } from 'node:fs/promises';

import { personaPassword, personas } from '@nutgraf/kit/demo/personas';

import { dataFolder, resetData } from './data-folder';
import { startDatabases } from './databases';
import { wantsDemoData } from './demo-data';
import { DemoProgress } from './demo-progress';
import { refuseOtherScale } from './demo-scale';
import { gatewayConfig } from './gateway-config';
import { gatewayFacts } from './gateway-facts';
import { readableLines } from './log-lines';
import { findInbox } from './inbox';
import { helpText, parseOptions, type StackOptions } from './options';
import { embeddedNames, findOwnDatabases } from './own-databases';
import { checkPorts, portsFrom } from './ports';
import { refuseUsedFolder } from './postgres/data-lock';
import { launchNode, type NodeProgram } from './processes/node-process';
import { SupervisedProcess } from './processes/supervised-process';
import { gatewayProgram, serviceProgram } from './programs';
import { findRedis } from './redis';
import { loadSecrets } from './secrets';
import { serviceNames } from './service-names';
import { Shutdown } from './shutdown';
import { StackError } from './stack-error';
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

async function start({ port, reset, scale }: StackOptions): Promise<void> {
  const folder = dataFolder(process.cwd(), env);
  const ports = portsFrom(port);
  const demoData = wantsDemoData(env);
  if (scale !== null && !demoData)
    throw new StackError('--scale is about demo data, and DEMO_DATA or NODE_ENV says that there is none.');
  const gateway = gatewayFacts(ports, demoData, env);

  const own = await findOwnDatabases(env);
  await refuseUsedFolder(folder.postgres);
  await checkPorts(ports, embeddedNames(own).length > 0);
  if (reset) await resetData(folder, own);
  const redisUrl = await findRedis(env);
  const secrets = await loadSecrets(folder.secrets);

  const databaseUrls = await terminal.step('prepare the database', () =>
    startDatabases({ own, folder, port: ports.postgres, secrets, shutdown, report }),
  );
  if (scale !== null) await refuseOtherScale(scale, databaseUrls);
  const surroundings = { ports, secrets, databaseUrls, redisUrl, demoData, demoScale: scale, env };
  const progress = new DemoProgress(serviceNames, (line) => terminal.plainLine(line));
  const demoNote = demoData ? ' (the first time with demo data)' : '';
  const services = serviceNames.map((name) => serviceProgram(name, surroundings));
  await terminal.step(
    `start the services${demoNote}`,
    () => run(services, (name, message) => progress.take(name, message)),
    () => progress.bar(),
  );
  await writeFile(folder.gatewayConfig, gatewayConfig({ ...gateway, hasRedis: redisUrl !== null }));
  await terminal.step('start the gateway', () => run([gatewayProgram(folder.gatewayConfig, surroundings)]));

  const signIns = { personas: demoData ? personas : [], password: personaPassword };
  const pages = { inboxUrl: await findInbox(ports.users), hasPlayground: gateway.playground !== null };
  const takesAnyOperation = gateway.trustedDocuments.mode !== 'enforce';
  report(summary({ ports, folder, own, redisUrl, takesAnyOperation, ...pages, ...signIns }));
}

/** Starts programs side by side and resolves when all of them serve. */
async function run(
  programs: readonly NodeProgram[],
  onMessage?: (name: string, message: unknown) => void,
): Promise<void> {
  const processes = programs.map((program) => {
    const print = (line: string) => {
      for (const readable of readableLines(line)) report(`${program.name.padEnd(7)} | ${readable}`);
    };
    const hear = (message: unknown) => onMessage?.(program.name, message);
    return new SupervisedProcess(program.name, () => launchNode(program, print, hear), report);
  });
  shutdown.add(...processes);
  await Promise.all(processes.map((process) => process.start()));
}

void main();
