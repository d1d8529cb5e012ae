import type { AccessTokenIssuer } from './access-token-issuer';

/** Writes an access token for an account's session. */
export type AccessTokens = Pick<AccessTokenIssuer, 'issue'>;

export type { RefreshTokens } from './refresh-tokens';
export { refreshTokenHash } from './refresh-tokens';
