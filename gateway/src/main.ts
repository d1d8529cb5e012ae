import { cachePurge, cacheStats } from './cache-command';
import { checkConfig, configSchema, printConfig } from './config-command';
import { ConfigFileError } from './config/config-error';
import { type Command, readCommandLine } from './config/command-line';
import { planOperations } from './plan-command';
import { createGateway } from './gateway';
import { tuneGarbageCollection } from './garbage-collection';

/** Time for load balancers to see that `/ready` says no, in milliseconds. */
const noticeMs = 2_000;

/** From the signal to the end of the process at the latest, in milliseconds: orchestrators kill after ten seconds. */
const lastMomentMs = 9_000;

async function main(): Promise<void> {
  const command = await readCommandLine(process.argv.slice(2));
  if (command.kind !== 'serve') {
    process.stdout.write(await outputOf(command));
    return;
  }
  tuneGarbageCollection();
  // Signals are heard from the beginning, for who starts it may send one as soon as it says that it is ready.
  const starting = createGateway(command.options);
  // A graph that is refused is logged, and the one before it stays.
  const reload = () => starting.then((gateway) => gateway.reload(command.options.supergraph));
  process.on('SIGHUP', () => void reload().catch(() => undefined));
  let hasStarted = false;
  const stop = (notice: number) => {
    // Nothing is under way.
    if (!hasStarted) process.exit(0);
    // Answers have gone out or were cut off by then; what cannot be closed any more ends with the process.
    setTimeout(() => process.exit(0), lastMomentMs).unref();
    void starting.then((gateway) => gateway.stop({ noticeMs: notice })).then(() => process.exit(0), fail);
  };
  // Signals may come more than once, from a terminal and from a parent; without a listener the second would kill.
  process.on('SIGTERM', () => stop(noticeMs));
  // Somebody at a terminal does not wait for balancers.
  process.on('SIGINT', () => stop(0));
  // Nor does a parent process that is gone.
  if (process.connected) process.once('disconnect', () => stop(0));
  await starting;
  hasStarted = true;
}

function outputOf(command: Exclude<Command, { kind: 'serve' }>): string | Promise<string> {
  switch (command.kind) {
    case 'help':
      return command.text;
    case 'plan':
      return planOperations(command.command);
    case 'cache stats':
      return cacheStats(command.redis);
    case 'cache purge':
      return cachePurge(command.redis, command.targets);
    case 'config check':
      return checkConfig(command.file);
    case 'config print':
      return printConfig(command.serving);
    case 'config schema':
      return configSchema();
  }
}

function fail(error: unknown): never {
  const message = error instanceof Error ? error.message : String(error);
  // Editors and terminals find a place at the beginning of a line.
  process.stderr.write(error instanceof ConfigFileError ? `${message}\n` : `nutgraf-gateway: ${message}\n`);
  process.exit(1);
}

main().catch(fail);
