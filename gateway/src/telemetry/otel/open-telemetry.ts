import { diag, DiagLogLevel } from '@opentelemetry/api';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { type TelemetrySettings } from '../../config/telemetry.schema';
import { type Logger } from '../logger';
import { type Telemetry } from '../telemetry';
import { KnownNames } from './known-names';
import { openMeter } from './open-meter';
import { openTracer } from './open-tracer';
import { cacheTelemetry } from './otel-cache';
import { OtelRequest } from './otel-request';

/** For what is left when the gateway ends, in milliseconds. */
const flushMs = 2_000;

/** At most one line in this time says that a collector is away, in milliseconds. */
const quietMs = 60_000;

/** Operations, clients and error codes that metrics know by name, of all that ever came. */
const [mostOperations, mostClients, mostCodes] = [500, 50, 100];

/** Traces and metrics by OpenTelemetry. */
export async function openTelemetry(
  settings: TelemetrySettings,
  wanted: { readonly traces: boolean; readonly metrics: boolean },
  logger: Logger,
): Promise<Telemetry> {
  reportTo(logger);
  const resource = defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes({ 'service.name': settings.serviceName }));
  const metering = await openMeter(settings.metrics, wanted.metrics, resource);
  const tracing = openTracer(settings.traces, wanted.traces, resource);
  const { meters } = metering;
  const means = {
    tracer: tracing.tracer,
    meters,
    operationNames: new KnownNames(mostOperations),
    clientNames: new KnownNames(mostClients),
    errorCodes: new KnownNames(mostCodes),
  };
  return {
    begin: (headers) => new OtelRequest(headers, means),
    traffic: {
      onBreakerChange: (subgraph, state) =>
        meters.breakerChanges.add(1, { 'nutgraf.subgraph.name': subgraph, 'nutgraf.breaker.state': state }),
      onRetry: (subgraph) => meters.retries.add(1, { 'nutgraf.subgraph.name': subgraph }),
    },
    cache: cacheTelemetry(meters),
    close: async () => {
      const closing = Promise.allSettled([tracing.close(), metering.close()]);
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([closing, new Promise((resolve) => (timer = setTimeout(resolve, flushMs)))]);
      clearTimeout(timer);
    },
  };
}

/** A collector that is away is no request's concern. */
function reportTo(logger: Logger): void {
  const ignore = () => undefined;
  let quietUntilMs = 0;
  const report = (message: string) => {
    const now = performance.now();
    if (now < quietUntilMs) return;
    quietUntilMs = now + quietMs;
    logger.warn({ reason: message.slice(0, 300) }, 'telemetry is not complete');
  };
  diag.setLogger(
    { error: report, warn: report, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
