import { destination, pino, type DestinationStream, type Logger } from 'pino';
import { currentRequest } from './request-scope';

export type { Logger };

const secretPaths = [
  'password',
  '*.password',
  'accessToken',
  '*.accessToken',
  'refreshToken',
  '*.refreshToken',
  'cookie',
  '*.cookie',
  'authorization',
  '*.authorization',
  // TypeORM hangs the values of a failed statement on its error, PostgreSQL the row that failed.
  'err.parameters',
  'err.detail',
  'err.driverError.detail',
];

/**
 * JSON lines. What is logged for a request carries the `traceId` of its trace. Secrets that could slip into an object are
 * blanked by name.
 * @param output standard output unless a test wants to read along
 */
export function createLogger(name: string, level: string, output: DestinationStream = destination()): Logger {
  const redact = { paths: secretPaths, censor: '[secret]' };
  return pino({ name, level, redact, mixin: traceOfRequest }, output);
}

function traceOfRequest(): object {
  const traceparent = currentRequest()?.trace.traceparent;
  const [, traceId] = /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(traceparent ?? '') ?? [];
  return traceId === undefined ? {} : { traceId };
}
