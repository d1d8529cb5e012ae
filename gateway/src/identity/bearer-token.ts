import { TokenRefusal } from './token-refusal';

/** Longest token that is looked at, in bytes. */
const maxTokenBytes = 8_192;

/**
 * The token of an `Authorization` header (RFC 6750), or `null` when there is none.
 * @throws TokenRefusal for a header of another form, and for a token that is too long.
 */
export function readBearerToken(authorization: string | undefined): string | null {
  if (authorization === undefined) return null;
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
  if (token === undefined) {
    throw new TokenRefusal('The Authorization header must be "Bearer <access token>".');
  }
  if (token.length > maxTokenBytes) throw new TokenRefusal('The access token is too long; sign in again.');
  return token;
}
