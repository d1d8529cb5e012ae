import { ConfigError } from './config';
import { tuneGarbageCollection } from './garbage-collection';
import { createLogger } from './logger';
import type { DemoProgress } from './demo/load-once';
import type { Logger } from './logger';
import type { Service } from './service';
import { stopOnSignal } from './shutdown';
import { startTelemetry, telemetry } from './telemetry/start';

/** What a service's main program wants to be told. */
interface ProgramOptions {
  readonly onDemoProgress: DemoProgress;
}

/**
 * The main program of a service: read the environment, start, stop on signal. What goes wrong at start
 * ends the process with status 1 and one message.
 */
export async function runService<Config extends { readonly LOG_LEVEL: string }>(
  name: string,
  readConfig: (environment: NodeJS.ProcessEnv) => Config,
  create: (config: Config, logger: Logger, options: ProgramOptions) => Promise<Service>,
): Promise<void> {
  tuneGarbageCollection();
  // Until there is something to stop, a parent that goes away ends the process just so.
  const exit = () => process.exit(1);
  process.once('disconnect', exit);
  try {
    const config = readConfig(process.env);
    const logger = createLogger(name, config.LOG_LEVEL);
    await startTelemetry(name, logger);
    const service = await create(config, logger, { onDemoProgress: tellParent });
    process.removeListener('disconnect', exit);
    stopOnSignal(logger, () => service.stop().finally(() => telemetry()?.stop()));
  } catch (error) {
    const text = error instanceof ConfigError ? error.message : String((error as Error).stack ?? error);
    process.stderr.write(`${name}: ${text}\n`);
    process.exit(1);
  }
}

/** Over the IPC channel, where the parent has opened one. */
function tellParent(loaded: number, scale: number): void {
  process.send?.({ demoData: { loaded, scale } });
}
