import { ConfigError, keyList, readConfig, serviceEnvironment } from '@nutgraf/kit/config';
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
  /**
   * `id:base64,…`: the first derives refresh tokens, all recognise them. To rotate, append the new key, move it to the
   * front once every process knows it, and take the old one out when sessions have been idle for as long as they may.
   */
  REFRESH_TOKEN_KEYS: keyList,
  /** Life of an access token. */
  ACCESS_TOKEN_TTL_SECONDS: z.coerce.number().int().min(10).max(86_400).default(300),
  /** A session ends when it was not refreshed for so long. */
  SESSION_IDLE_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  /** A session ends after so long, whatever happens. */
  SESSION_MAX_DAYS: z.coerce.number().int().min(1).max(3650).default(180),
  /** Whether browsers reach the site by https: then cookies are `Secure`. By default, where NODE_ENV is `production`. */
  COOKIE_SECURE: z.stringbool(),
  ACCESS_TOKEN_ISSUER: z.string().min(1).default('nutgraf'),
  ACCESS_TOKEN_AUDIENCE: z.string().min(1).default('nutgraf'),
  /** `smtp://user:password@host:587` or `smtps://…:465`: where mails go. Without it they stay in the developer inbox. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Sender of all mails, such as `The Daily <hello@daily.example>`. */
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/, 'must be an address, or a name and <an address>')
    .default('Nutgraf <no-reply@nutgraf.example>'),
  /**
   * Whether mails are kept for a week and shown, with their tokens, at `GET /dev/inbox`. By default where there is no
   * SMTP_URL and NODE_ENV is not `production`; in production never.
   */
  DEV_INBOX: z.stringbool(),
  /** Where clients ask the graph: for the lines to paste in the developer inbox. */
  GRAPH_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4000/graphql'),
} as const;

export type UsersConfig = Readonly<z.output<z.ZodObject<typeof usersEnvironment>>>;

/** @throws ConfigError that lists every variable that is missing or wrong. */
export function readUsersConfig(environment: Readonly<Record<string, string | undefined>>): UsersConfig {
  const isProduction = environment.NODE_ENV === 'production';
  const { COOKIE_SECURE = String(isProduction), DEV_INBOX = String(!isProduction && !environment.SMTP_URL) } =
    environment;
  const config = readConfig(usersEnvironment, { ...environment, COOKIE_SECURE, DEV_INBOX });
  if (config.DEV_INBOX && isProduction) {
    throw new ConfigError('DEV_INBOX: the inbox shows tokens to anyone; it is never on in production.');
  }
  if (!config.DEV_INBOX && config.SMTP_URL === undefined) {
    throw new ConfigError('SMTP_URL: without a mail server nobody can register; set it and MAIL_FROM.');
  }
  if (config.SMTP_URL !== undefined && environment.MAIL_FROM === undefined) {
    throw new ConfigError('MAIL_FROM: a mail server wants to know who sends; set it to an address of yours.');
  }
  if (isProduction && isLoopback(config.PUBLIC_SITE_URL)) {
    throw new ConfigError(
      'PUBLIC_SITE_URL: the links in mails lead there; set it to where readers see the site.',
    );
  }
  return config;
}

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}
