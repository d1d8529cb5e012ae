import { isTelemetryDisabled, telemetrySignals } from '../config/telemetry-signals';
import { type TelemetrySettings } from '../config/telemetry.schema';
import { type Logger } from './logger';
import { type Telemetry } from './telemetry';

/**
 * Starts what is configured.
 * @returns `undefined` when nothing is; no module of OpenTelemetry is loaded then.
 * @throws Error in one sentence when the port for Prometheus is taken.
 */
export async function startTelemetry(
  settings: TelemetrySettings,
  logger: Logger,
): Promise<Telemetry | undefined> {
  if (isTelemetryDisabled()) return undefined;
  const wanted = telemetrySignals(settings);
  if (!wanted.traces && !wanted.metrics && !settings.metrics.prometheus) return undefined;
  const { openTelemetry } = await import('./otel/open-telemetry.js');
  return openTelemetry(settings, wanted, logger);
}
