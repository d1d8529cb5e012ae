import { type IdentityClaims } from '@nutgraf/contract/identity';
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { TokensUncheckable, TokenRefusal } from './token-refusal';

/** What a token must be to count; the gateway's `identity.jwt` settings. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string | string[];
  readonly algorithms: string[];
  /** Accepted values of the `typ` header. */
  readonly types: readonly string[];
  readonly clockToleranceSeconds: number;
}

/** Longest token that is looked at, in bytes. */
const maxTokenBytes = 8_192;

/** Checked here and of no concern to subgraphs. */
const registeredClaims = new Set(['iat', 'exp', 'nbf', 'jti', 'iss', 'aud']);

/**
 * Checks a token's signature, algorithm, type, issuer, audience and times (RFC 7519, RFC 8725, RFC 9068).
 * @returns the claims that subgraphs are told.
 * @throws TokenRefusal when it does not count; TokensUncheckable when nobody can tell.
 */
export async function verifyToken(
  token: string,
  findKey: JWTVerifyGetKey,
  rules: TokenRules,
): Promise<IdentityClaims> {
  if (token.length > maxTokenBytes) throw new TokenRefusal('The access token is too long; sign in again.');
  const { issuer, audience, algorithms, clockToleranceSeconds } = rules;
  const options = {
    issuer,
    audience,
    algorithms,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp', 'sub'],
  };
  const { payload, protectedHeader } = await jwtVerify(token, findKey, options).catch((error: unknown) => {
    throw refusalOf(error);
  });
  if (!isAcceptedType(protectedHeader.typ, rules.types) || !isIdentity(payload)) throw refusalOf(null);
  return Object.fromEntries(
    Object.entries(payload).filter(([name]) => !registeredClaims.has(name)),
  ) as IdentityClaims;
}

/** RFC 7515 section 4.1.9: media types compare without case, and `application/` may be left out. */
function isAcceptedType(type: string | undefined, accepted: readonly string[]): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/^application\//, '');
  return type !== undefined && accepted.some((name) => plain(name) === plain(type));
}

/** ECMA-262: no point in time lies further from 1970 than this, in seconds. */
const lastSecond = 8.64e12;

function isIdentity({ sub, sid, scope, exp }: JWTPayload): boolean {
  const isText = (value: unknown) => value === undefined || typeof value === 'string';
  return typeof sub === 'string' && sub !== '' && isText(sid) && isText(scope) && Number(exp) <= lastSecond;
}

function refusalOf(error: unknown): Error {
  if (error instanceof TokensUncheckable) return error;
  if (error instanceof errors.JWTExpired)
    return new TokenRefusal('The access token has expired; sign in again.');
  return new TokenRefusal('The access token is not valid here; sign in again.', { cause: error });
}
