import { type DestinationStream, type Logger as PinoLogger, pino } from 'pino';

export type Logger = PinoLogger;

/** Names under which secrets travel; their values never reach the log. */
const secrets = [
  'authorization',
  'cookie',
  'set-cookie',
  'nutgraf-identity',
  'nutgraf-signature',
  'token',
  'password',
];

/** Writes JSON lines to standard output, or to `destination`. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const paths = secrets.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]);
  const options = { level, name: 'nutgraf-gateway', redact: { paths, censor: '[secret]' } };
  return destination ? pino(options, destination) : pino(options);
}
