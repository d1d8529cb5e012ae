import type { Logger } from '../logger';
import type { Telemetry } from './telemetry';

let running: Telemetry | undefined;

/**
 * Begins to export traces if the environment names a collector. If not, no module of OpenTelemetry is loaded.
 * @param name of the service; `nutgraf-<name>` in the traces, unless `OTEL_SERVICE_NAME` says otherwise
 */
export async function startTelemetry(name: string, logger: Logger): Promise<void> {
  if (!wantsTraces(process.env)) return;
  const { openTelemetry } = await import('./open-telemetry.js');
  running = openTelemetry(name, logger);
}

/** What {@link startTelemetry} began, if traces are wanted. One for the process, as OpenTelemetry has it. */
export function telemetry(): Telemetry | undefined {
  return running;
}

/** By the standard's variables, in which empty is unset. */
function wantsTraces(environment: NodeJS.ProcessEnv): boolean {
  const endpoints = [environment.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, environment.OTEL_EXPORTER_OTLP_ENDPOINT];
  const isOff = environment.OTEL_SDK_DISABLED === 'true' || environment.OTEL_TRACES_EXPORTER === 'none';
  return endpoints.some(Boolean) && !isOff;
}
