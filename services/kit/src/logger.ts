import { destination, pino, type DestinationStream, type Logger } from 'pino';

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
 * JSON lines. Secrets that could slip into an object are blanked by name.
 * @param output standard output unless a test wants to read along
 */
export function createLogger(name: string, level: string, output: DestinationStream = destination()): Logger {
  return pino({ name, level, redact: { paths: secretPaths, censor: '[secret]' } }, output);
}
