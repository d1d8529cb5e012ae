import { z } from 'zod';
import { secret } from './secret';

const collectorUrl = z.url({ protocol: /^https?$/, error: 'expected an http or https URL' });

const headers = secret(z.record(z.string().min(1), z.string()));

/**
 * OpenTelemetry. Off unless something is configured here or by its own variables (`OTEL_*`); then nothing of it is even
 * loaded. `OTEL_SDK_DISABLED=true` turns all of it off again.
 */
export const telemetrySchema = z.strictObject({
  /** `service.name` of what is sent. Default: `OTEL_SERVICE_NAME`, or `nutgraf-gateway`. */
  serviceName: z
    .string()
    .min(1)
    .default(() => process.env.OTEL_SERVICE_NAME ?? 'nutgraf-gateway'),
  /** Spans of requests, plans and fetches, sent by OTLP over HTTP with protobuf. */
  traces: z
    .strictObject({
      /**
       * Whether spans are sent. Default: where `endpoint` is given, or `OTEL_EXPORTER_OTLP_ENDPOINT` or
       * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT`.
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
    })
    .prefault({}),
  /** What is counted and measured, sent by OTLP over HTTP with protobuf or asked for by Prometheus. */
  metrics: z
    .strictObject({
      /**
       * Whether metrics are sent. Default: where `endpoint` is given, or `OTEL_EXPORTER_OTLP_ENDPOINT` or
       * `OTEL_EXPORTER_OTLP_METRICS_ENDPOINT`.
       */
      enabled: z.boolean().optional(),
      /** Such as `http://127.0.0.1:4318/v1/metrics`. Default: as OpenTelemetry's variables say. */
      endpoint: collectorUrl.optional(),
      /** Headers for the collector, such as its key. */
      headers: headers.optional(),
      /** Seconds between two times that metrics are sent. */
      intervalSeconds: z.number().positive().max(86_400).default(60),
      /** Answers `GET /metrics` for Prometheus, on a port of its own. Off unless it is given, `{}` for the defaults. */
      prometheus: z
        .strictObject({
          /** TCP port. */
          port: z.int().min(1).max(65_535).default(9464),
          /** Address to listen on. The default is reachable from this machine only. */
          host: z.string().min(1).default('127.0.0.1'),
        })
        .optional(),
    })
    .prefault({}),
});

export type TelemetrySettings = z.output<typeof telemetrySchema>;
