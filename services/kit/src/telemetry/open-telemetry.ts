import { trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Logger } from '../logger';
import { graphqlPlugin } from './graphql-plugin';
import { reportProblems } from './problems';
import { requestSpans } from './request-spans';
import { DiscreetBatches, traceSql } from './sql-spans';
import type { Telemetry } from './telemetry';

/** Longest time for the last export, in milliseconds: whoever stops a service waits for it. */
const lastExportMs = 1_500;

/** Loads OpenTelemetry, which reads the rest of its settings, sampling and limits of batches among them, from `OTEL_*`. */
export function openTelemetry(name: string, logger: Logger): Telemetry {
  reportProblems(logger);
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': `nutgraf-${name}` }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new DiscreetBatches(new OTLPTraceExporter())],
  });
  provider.register({ propagator: new W3CTraceContextPropagator() });
  traceSql();
  return {
    traceRequests: requestSpans(trace.getTracer('@nutgraf/kit')),
    apolloPlugin: graphqlPlugin,
    stop: () => atMost(lastExportMs, provider.shutdown()),
  };
}

/** What is too late, or fails, is given up. */
async function atMost(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, limitMs)));
  await Promise.race([work.catch(() => undefined), limit]);
  clearTimeout(timer);
}
