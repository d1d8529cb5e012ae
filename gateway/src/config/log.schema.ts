import { z } from 'zod';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** JSON lines on standard output. */
export const logSchema = z.strictObject({
  /** Least level that is written; one line per operation comes at `info`. Default: `LOG_LEVEL`, or `info`. */
  level: z.enum(levels).default(() => levels.find((level) => level === process.env.LOG_LEVEL) ?? 'info'),
});
