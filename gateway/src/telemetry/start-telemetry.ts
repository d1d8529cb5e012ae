import { type Logger } from './logger';
import { type Telemetry } from './telemetry';

export interface CollectorSettings {
  readonly enabled: boolean;
  /** As OpenTelemetry's variables say without one. */
  readonly endpoint?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface TelemetrySettings {
  readonly serviceName: string;
  readonly traces: CollectorSettings & { readonly sampleRatio?: number | undefined };
  readonly metrics: CollectorSettings & {
    readonly intervalSeconds: number;
    readonly prometheus?: { readonly port?: number | undefined; readonly host: string } | undefined;
  };
}

/**
 * Starts what is configured.
 * @returns `undefined` when nothing is; no module of OpenTelemetry is loaded then.
 * @throws Error in one sentence when the port for Prometheus is taken.
 */
export async function startTelemetry(
  settings: TelemetrySettings,
  logger: Logger,
): Promise<Telemetry | undefined> {
  const { traces, metrics } = settings;
  if (!traces.enabled && !metrics.enabled && !metrics.prometheus) return undefined;
  const { openTelemetry } = await import('./otel/open-telemetry.js');
  return openTelemetry(settings, logger);
}
