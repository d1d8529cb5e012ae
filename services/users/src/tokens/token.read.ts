import type { AccessTokenIssuer } from './access-token-issuer';

export type { AccessToken } from './access-token-issuer';

/** Writes an access token for an account's session. */
export type AccessTokens = Pick<AccessTokenIssuer, 'issue'>;
