import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { type Resource } from '@opentelemetry/resources';
import { type IMetricReader, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { type TelemetrySettings } from '../../config/telemetry.schema';
import { exporterOptions } from './exporter-options';
import { createMeters, type Meters } from './meters';

export interface Metering {
  readonly meters: Meters;
  close(): Promise<void>;
}

/**
 * @param isSent whether metrics are sent by OTLP
 * @throws Error in one sentence when the port for Prometheus is taken.
 */
export async function openMeter(
  settings: TelemetrySettings['metrics'],
  isSent: boolean,
  resource: Resource,
): Promise<Metering> {
  const { intervalSeconds, prometheus } = settings;
  const readers: IMetricReader[] = [];
  if (prometheus) readers.push(await openPrometheus(prometheus));
  if (isSent) {
    const exporter = new OTLPMetricExporter(exporterOptions(settings));
    const exportIntervalMillis = intervalSeconds * 1_000;
    const exportTimeoutMillis = Math.min(exportIntervalMillis, 10_000);
    readers.push(new PeriodicExportingMetricReader({ exporter, exportIntervalMillis, exportTimeoutMillis }));
  }
  const provider = new MeterProvider({ resource, readers });
  return {
    meters: createMeters(provider.getMeter('nutgraf-gateway')),
    close: () => provider.shutdown(),
  };
}

async function openPrometheus({ host, port }: { host: string; port: number }): Promise<PrometheusExporter> {
  const exporter = new PrometheusExporter({ preventServerStart: true, host, port });
  try {
    await exporter.startServer();
    return exporter;
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? 'it cannot be opened';
    const advice = 'set telemetry.metrics.prometheus.port to a free one.';
    throw new Error(`${host}:${port} cannot be used for metrics (${reason}); ${advice}`, { cause });
  }
}
