import { diag, DiagLogLevel } from '@opentelemetry/api';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import { type Logger } from '../logger';
import { type TelemetrySettings } from '../start-telemetry';
import { type Telemetry } from '../telemetry';
import { openMeter } from './open-meter';
import { openTracer } from './open-tracer';
import { OtelRequest } from './otel-request';

/** For what is left when the gateway ends, in milliseconds. */
const flushMs = 2_000;

/** Traces and metrics by OpenTelemetry. */
export async function openTelemetry(settings: TelemetrySettings, logger: Logger): Promise<Telemetry> {
  reportTo(logger);
  const resource = defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes({ 'service.name': settings.serviceName }));
  const tracing = openTracer(settings.traces, resource);
  const metering = await openMeter(settings.metrics, resource);
  const { meters } = metering;
  return {
    begin: (headers) => new OtelRequest(headers, tracing.tracer, meters),
    traffic: {
      onBreakerChange: (subgraph, state) =>
        meters.breakerChanges.add(1, { 'nutgraf.subgraph': subgraph, state }),
      onRetry: (subgraph) => meters.retries.add(1, { 'nutgraf.subgraph': subgraph }),
    },
    metrics: metering.handler,
    close: async () => {
      const closing = Promise.allSettled([tracing.close(), metering.close()]);
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([closing, new Promise((resolve) => (timer = setTimeout(resolve, flushMs)))]);
      clearTimeout(timer);
      diag.disable();
    },
  };
}

/** A collector that is away is one line at a time, and no request's concern. */
function reportTo(logger: Logger): void {
  const ignore = () => undefined;
  const report = (message: string) => logger.warn({ reason: message.slice(0, 300) }, 'telemetry');
  diag.setLogger(
    { error: report, warn: report, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
