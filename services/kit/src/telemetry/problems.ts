import { diag, DiagLogLevel } from '@opentelemetry/api';
import { setGlobalErrorHandler } from '@opentelemetry/core';
import type { Logger } from '../logger';

/** A collector that is away fails every batch; one line in this time says enough. */
const quietMs = 60_000;

/** Logs what OpenTelemetry cannot do, such as reach the collector, which never is the requests' problem. */
export function reportProblems(logger: Logger): void {
  let quietUntil = 0;
  const warn = (err: unknown) => {
    const now = performance.now();
    if (now < quietUntil) return;
    quietUntil = now + quietMs;
    logger.warn({ err }, 'traces are not complete');
  };
  const ignore = () => undefined;
  diag.setLogger(
    { error: warn, warn, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  setGlobalErrorHandler(warn);
}
