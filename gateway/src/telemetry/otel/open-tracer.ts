import { type Tracer } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { type Resource } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import { type TelemetrySettings } from '../../config/telemetry.schema';
import { exporterOptions } from './exporter-options';

export interface Tracing {
  /** Makes spans that are sent in batches, or nowhere when traces are off: ids go on all the same. */
  readonly tracer: Tracer;
  close(): Promise<void>;
}

/** @param isSent whether spans are sent */
export function openTracer(
  settings: TelemetrySettings['traces'],
  isSent: boolean,
  resource: Resource,
): Tracing {
  const exporter = isSent ? new OTLPTraceExporter(exporterOptions(settings)) : undefined;
  // Where no sampler is given, OTEL_TRACES_SAMPLER decides.
  const ratio = isSent ? settings.sampleRatio : 0;
  const provider = new BasicTracerProvider({
    resource,
    spanProcessors: exporter ? [new BatchSpanProcessor(exporter)] : [],
    ...(ratio !== undefined && {
      sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    }),
  });
  return { tracer: provider.getTracer('nutgraf-gateway'), close: () => provider.shutdown() };
}
