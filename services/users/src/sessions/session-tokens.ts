import { createHash } from 'node:crypto';
import type { AccountRow } from '../accounts/account.read';
import type { AccessTokens } from '../tokens/token.read';
import type { SessionEntity } from './session.entity';
import { accessTokenLife, type SessionLifetimes } from './session.rules';

/** What a client holds of its session. */
export interface TokenPairValue {
  readonly accessToken: string;
  readonly accessTokenExpiresAt: Date;
  readonly refreshToken: string;
  readonly refreshTokenExpiresAt: Date;
}

/** A session, whose it is, and its tokens. */
export interface IssuedSession {
  readonly session: SessionEntity;
  readonly account: AccountRow;
  readonly tokens: TokenPairValue;
}

/** Writes the access token that goes with a session's active refresh token: always the same one. */
export class SessionTokens {
  constructor(
    private readonly accessTokens: AccessTokens,
    private readonly lifetimes: SessionLifetimes,
  ) {}

  async issue(session: SessionEntity, account: AccountRow, refreshToken: string): Promise<IssuedSession> {
    const { issuedAt, expiresAt } = accessTokenLife(session, this.lifetimes);
    const id = accessTokenId(refreshToken);
    const accessToken = await this.accessTokens.issue(account, {
      id,
      sessionId: session.id,
      issuedAt,
      expiresAt,
    });
    const tokens = {
      accessToken,
      accessTokenExpiresAt: expiresAt,
      refreshToken,
      refreshTokenExpiresAt: session.expiresAt,
    };
    return { session, account, tokens };
  }
}

/** Nobody can tell the refresh token from it. */
function accessTokenId(refreshToken: string): string {
  const digest = createHash('sha256').update(`access\n${refreshToken}`).digest();
  return `tok_${digest.subarray(0, 16).toString('base64url')}`;
}
