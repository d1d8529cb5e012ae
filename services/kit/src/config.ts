import { parseSigningKeys } from '@nutgraf/contract/signature';
import { z } from 'zod';
import { largestDemoScale } from './demo/largest-scale';

const port = z.coerce.number().int().min(0).max(65_535);

/** `id:base64,…`: named secrets of which the first is used and all count. */
export const keyList = z.string().transform((text, context) => {
  try {
    return parseSigningKeys(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
});

/** What every service reads from its environment, by variable name. */
export const serviceEnvironment = {
  /** TCP port; 0 takes a free one. */
  PORT: port,
  /** Address to listen on. */
  HOST: z.string().default('127.0.0.1'),
  /** `postgres://user:password@host:port/database` of this service's own database. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** `id:base64,…`: keys of the gateway's and the services' signatures; the first signs, all verify. */
  SUBGRAPH_SIGNING_KEYS: keyList,
  /** Any text of at least 32 characters; cursors are signed with it. */
  CURSOR_SECRET: z.string().min(32),
  /** Where readers see the site: base of the URLs in the graph. */
  PUBLIC_SITE_URL: z.url().default('http://localhost:3000'),
  /**
   * `redis://…`: the Redis in which gateways keep answers, to tell them which are old, and where processes count together.
   * Without it nobody is told: then no gateway may keep answers either.
   */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** `true` loads the demo data once, if the database is empty. */
  DEMO_DATA: z.stringbool().default(false),
  /** How many times as much demo data; left out, what is there already or 1. */
  DEMO_SCALE: z.coerce.number().int().min(1).max(largestDemoScale).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
} as const;

/** {@link serviceEnvironment} as it is read. */
export type ServiceConfig = Readonly<z.output<z.ZodObject<typeof serviceEnvironment>>>;

/** A variable is missing or wrong; the message names each one and never prints a value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Checks the environment against the service's variables, once, at start.
 * @throws ConfigError that lists every variable that is missing or wrong.
 */
export function readConfig<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<z.output<z.ZodObject<Shape>>> {
  const result = z.object(shape).safeParse(environment);
  if (result.success) return Object.freeze(result.data);
  const problems = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`The environment is not complete:\n${problems.join('\n')}`);
}
