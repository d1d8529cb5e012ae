import { TokenRefusal } from './token-refusal';

/**
 * The token of an `Authorization` header (RFC 6750), or `null` when there is none.
 * @throws TokenRefusal for a header of another form, such as two of them joined.
 */
export function readBearerToken(authorization: string | undefined): string | null {
  if (authorization === undefined) return null;
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
  if (token === undefined) {
    throw new TokenRefusal('The Authorization header must be "Bearer <access token>".');
  }
  return token;
}
