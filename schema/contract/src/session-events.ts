/** Event types of the users service's feed that end sessions. */
export const sessionEvents = { revoked: 'session.revoked' } as const;

/** Payload of `session.revoked`: from now on no access token of this session counts. */
export interface SessionRevoked {
  /** The token's claim `sid`. */
  readonly sessionId: string;
  /** RFC 3339 UTC: when the last access token of the session will have expired by itself; later nobody needs to know. */
  readonly tokensExpireAt: string;
}
