import { z } from 'zod';
import { secret } from './secret';

const collectorUrl = z.url({ protocol: /^https?$/, error: 'expected an http or https URL' });

const headers = secret(z.record(z.string().min(1), z.string()));

const hasVariable = (...names: string[]) => names.some((name) => !!process.env[name]);

const tracesSchema = z.strictObject({
  /**
   * Whether spans are sent, by OTLP over HTTP with protobuf. Default: yes, where `endpoint` is given, or
   * `OTEL_EXPORTER_OTLP_ENDPOINT` or `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`.
   */
  enabled: z.boolean().optional(),
  /** Such as `http://127.0.0.1:4318/v1/traces`. Default: as OpenTelemetry's variables say. */
  endpoint: collectorUrl.optional(),
  /** Headers for the collector, such as its key. */
  headers: headers.optional(),
  /**
   * Share of the traces that begin here and are recorded, from 0 to 1. Who sends a `traceparent` has decided already.
   * Default: as `OTEL_TRACES_SAMPLER` says, or all of them.
   */
  sampleRatio: z.number().min(0).max(1).optional(),
});

const prometheusSchema = z.strictObject({
  /** Port of its own for `GET /metrics`. Without one it is answered on the gateway's port, to whoever may ask the graph. */
  port: z.int().min(0).max(65_535).optional(),
  /** Address for that port. The default is reachable from this machine only. */
  host: z.string().min(1).default('127.0.0.1'),
});

const metricsSchema = z.strictObject({
  /**
   * Whether metrics are sent, by OTLP over HTTP with protobuf. Default: yes, where `endpoint` is given, or
   * `OTEL_EXPORTER_OTLP_ENDPOINT` or `OTEL_EXPORTER_OTLP_METRICS_ENDPOINT`.
   */
  enabled: z.boolean().optional(),
  /** Such as `http://127.0.0.1:4318/v1/metrics`. Default: as OpenTelemetry's variables say. */
  endpoint: collectorUrl.optional(),
  /** Headers for the collector, such as its key. */
  headers: headers.optional(),
  /** How often they are sent, in seconds. */
  intervalSeconds: z.number().positive().default(60),
  /** Answers `GET /metrics` in the format of Prometheus. Off by default: it names operations and clients. */
  prometheus: prometheusSchema.optional(),
});

/**
 * OpenTelemetry. Off unless it is configured here or by its own variables (`OTEL_*`); then nothing of it is even loaded.
 * `OTEL_SDK_DISABLED=true` turns it off again.
 */
export const telemetrySchema = z
  .strictObject({
    /** `service.name`. Default: `OTEL_SERVICE_NAME`, or `nutgraf-gateway`. */
    serviceName: z
      .string()
      .min(1)
      .default(() => process.env.OTEL_SERVICE_NAME ?? 'nutgraf-gateway'),
    /** Spans of requests, plans and fetches. */
    traces: tracesSchema.prefault({}),
    /** Counts and durations. */
    metrics: metricsSchema.prefault({}),
  })
  .transform(({ traces, metrics, ...rest }) => {
    const isAllowed = process.env.OTEL_SDK_DISABLED?.toLowerCase() !== 'true';
    const isNamed = (signal: string, endpoint: string | undefined) =>
      endpoint !== undefined ||
      hasVariable('OTEL_EXPORTER_OTLP_ENDPOINT', `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`);
    return {
      ...rest,
      traces: { ...traces, enabled: isAllowed && (traces.enabled ?? isNamed('TRACES', traces.endpoint)) },
      metrics: {
        ...metrics,
        prometheus: isAllowed ? metrics.prometheus : undefined,
        enabled: isAllowed && (metrics.enabled ?? isNamed('METRICS', metrics.endpoint)),
      },
    };
  });
