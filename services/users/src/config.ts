import { readConfig, serviceEnvironment } from '@nutgraf/kit/config';
import { z } from 'zod';
import { parseTokenKeys } from './tokens/token-keys';

const tokenKeys = z.string().transform((text, context) => {
  try {
    return parseTokenKeys(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message });
    return z.NEVER;
  }
});

const usersEnvironment = {
  ...serviceEnvironment,
  /**
   * A private JWK (Ed25519 or P-256) as JSON, or an array of them: the first signs access tokens, the public
   * halves of all are published. To rotate, append the new key, move it to the front once verifiers know
   * it, and take the old one out when its last token has expired.
   */
  ACCESS_TOKEN_SIGNING_KEYS: tokenKeys,
  /** Life of an access token and, as nothing prolongs one yet, of its session. */
  ACCESS_TOKEN_TTL_SECONDS: z.coerce.number().int().min(10).max(86_400).default(300),
  ACCESS_TOKEN_ISSUER: z.string().min(1).default('nutgraf'),
  ACCESS_TOKEN_AUDIENCE: z.string().min(1).default('nutgraf'),
} as const;

export type UsersConfig = Readonly<z.output<z.ZodObject<typeof usersEnvironment>>>;

/** @throws ConfigError that lists every variable that is missing or wrong. */
export function readUsersConfig(environment: Readonly<Record<string, string | undefined>>): UsersConfig {
  return readConfig(usersEnvironment, environment);
}
