import { pino, type Logger } from 'pino';

export type { Logger };

/** JSON lines on standard output. Secrets that could slip into an object are blanked by name. */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    redact: {
      paths: ['password', '*.password', 'accessToken', '*.accessToken', 'authorization', '*.authorization'],
      censor: '[secret]',
    },
  });
}
