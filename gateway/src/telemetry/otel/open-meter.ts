import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { PrometheusExporter } from '@opentelemetry/exporter-prometheus';
import { type Resource } from '@opentelemetry/resources';
import { type IMetricReader, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { type RequestListener } from 'node:http';
import { type TelemetrySettings } from '../start-telemetry';
import { exporterOptions } from './exporter-options';
import { createMeters, type Meters } from './meters';

export interface Metering {
  readonly meters: Meters;
  /** For `GET /metrics` on the gateway's own port. */
  readonly handler: RequestListener | undefined;
  close(): Promise<void>;
}

/** @throws Error in one sentence when the port for Prometheus is taken. */
export async function openMeter(
  settings: TelemetrySettings['metrics'],
  resource: Resource,
): Promise<Metering> {
  const { enabled, intervalSeconds, prometheus } = settings;
  const readers: IMetricReader[] = [];
  if (enabled) {
    const exporter = new OTLPMetricExporter(exporterOptions(settings));
    const exportIntervalMillis = intervalSeconds * 1_000;
    const exportTimeoutMillis = Math.min(exportIntervalMillis, 10_000);
    readers.push(new PeriodicExportingMetricReader({ exporter, exportIntervalMillis, exportTimeoutMillis }));
  }
  const ownPort = prometheus?.port;
  const address = prometheus && { host: prometheus.host, ...(ownPort !== undefined && { port: ownPort }) };
  const scraped = address && new PrometheusExporter({ ...address, preventServerStart: true });
  if (scraped) readers.push(scraped);
  const provider = new MeterProvider({ resource, readers });
  const meters = createMeters(provider.getMeter('nutgraf-gateway'));
  if (scraped && ownPort !== undefined) {
    await scraped.startServer().catch(async (error: NodeJS.ErrnoException) => {
      await provider.shutdown().catch(() => undefined);
      throw new Error(`Port ${ownPort} for metrics cannot be used: ${error.code ?? error.message}.`, {
        cause: error,
      });
    });
  }
  return {
    meters,
    handler:
      scraped && ownPort === undefined
        ? (request, response) => scraped.getMetricsRequestHandler(request, response)
        : undefined,
    close: () => provider.shutdown(),
  };
}
