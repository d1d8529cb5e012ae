import { type TelemetrySettings } from './telemetry.schema';

/** What is sent to a collector. */
export interface TelemetrySignals {
  readonly traces: boolean;
  readonly metrics: boolean;
}

/** What is wanted by the config or, where that is silent, by OpenTelemetry's variables. */
export function telemetrySignals(settings: TelemetrySettings): TelemetrySignals {
  return { traces: isWanted('traces', settings), metrics: isWanted('metrics', settings) };
}

/** Whether `OTEL_SDK_DISABLED` turns off whatever is configured. */
export function isTelemetryDisabled(): boolean {
  return process.env.OTEL_SDK_DISABLED?.toLowerCase() === 'true';
}

function isWanted(signal: 'traces' | 'metrics', settings: TelemetrySettings): boolean {
  if (isTelemetryDisabled()) return false;
  const { enabled, endpoint } = settings[signal];
  const { env } = process;
  const names = ['OTEL_EXPORTER_OTLP_ENDPOINT', `OTEL_EXPORTER_OTLP_${signal.toUpperCase()}_ENDPOINT`];
  // Empty is unset.
  const isNamed = names.some((name) => env[name]);
  const isNone = env[`OTEL_${signal.toUpperCase()}_EXPORTER`] === 'none';
  return enabled ?? (endpoint !== undefined || (isNamed && !isNone));
}
