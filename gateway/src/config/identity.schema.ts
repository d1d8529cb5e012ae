import { z } from 'zod';
import { cookieName } from './header-names.schema';

/** Signature algorithms of RFC 7518 and RFC 8037 that need no shared secret. */
const algorithms = [
  'EdDSA',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
] as const;

/** Access tokens, signed JWTs (RFC 7519), and which of them count. */
const jwtSchema = z.strictObject({
  /** Where the issuer publishes its keys (RFC 7517). */
  jwksUrl: z.url({ protocol: /^https?$/, error: 'expected an http or https URL' }),
  /** The only accepted `iss`. */
  issuer: z.string().min(1),
  /** The `aud` a token must carry, or one of several. */
  audience: z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]),
  /** Accepted `alg`; anything else is refused, `none` always. */
  algorithms: z.array(z.enum(algorithms)).min(1).default(['EdDSA', 'ES256']),
  /** Accepted `typ`, compared without case; a token without `typ` is refused. RFC 9068 names `at+jwt`. */
  types: z.array(z.string().min(1)).min(1).default(['at+jwt', 'JWT']),
  /** How far the issuer's clock may be off, in seconds. */
  clockToleranceSeconds: z.number().min(0).default(5),
  /**
   * Cookie that holds the token of a request without `Authorization` header. A token there that does not count makes
   * the caller anonymous, and `www-authenticate` on the answer tells to get a new one.
   */
  cookie: cookieName.optional(),
});

/** Sessions that the issuer ended: their tokens do not count, though they have not expired. Needs `signing` and `jwt`. */
const revocationSchema = z.strictObject({
  /** Where the issuer tells its events; asked as `GET <feedUrl>?after=<position>&wait=<seconds>`, signed. */
  feedUrl: z
    .url({ protocol: /^https?$/, error: 'expected an http or https URL' })
    .refine((url) => !/[?#]/.test(url), 'expected a URL without query'),
  /** Name of the issuer's service, for which the requests are signed. */
  audience: z.string().min(1),
});

/** Who may be asking. Without it every caller is anonymous and tokens are not looked at. */
export const identitySchema = z
  .strictObject({ jwt: jwtSchema.optional(), revocation: revocationSchema.optional() })
  .refine(({ jwt, revocation }) => !revocation || jwt, {
    path: ['revocation'],
    error: 'it is about tokens, which identity.jwt has to describe',
  });
