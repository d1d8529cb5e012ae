import type { Clock } from '@nutgraf/kit/clock';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { newId } from '@nutgraf/kit/ids';
import type { AccountRow } from '../accounts/account.read';
import { refreshTokenHash, type RefreshTokens } from '../tokens/token.read';
import type { IssuedSession, SessionTokens } from './session-tokens';
import { SessionRepository } from './session.repository';
import { accessTokenLife, sessionEnd, type SessionLifetimes } from './session.rules';

/** What is known of a session that is to begin. */
export interface SessionStart {
  readonly account: AccountRow;
  readonly deviceName: string | null;
  /** Of the client, as the gateway saw it: `http.client.address` of the request. */
  readonly ipAddress: string | null;
}

/** Starts sessions of people who have proven who they are. */
export class SessionStarts {
  constructor(
    private readonly refreshTokens: RefreshTokens,
    private readonly sessionTokens: SessionTokens,
    private readonly lifetimes: SessionLifetimes,
    private readonly clock: Clock,
  ) {}

  /** Hand the tokens out when the transaction has committed. */
  async start(
    { manager }: Transaction,
    { account, deviceName, ipAddress }: SessionStart,
  ): Promise<IssuedSession> {
    const now = this.clock.now();
    const id = newId('ses', this.clock);
    const refreshToken = this.refreshTokens.first(id);
    const times = { refreshedAt: now, expiresAt: sessionEnd(now, now, this.lifetimes), tokensExpireAt: null };
    const session = {
      id,
      accountId: account.id,
      deviceName,
      ipAddress,
      createdAt: now,
      ...times,
      tokensExpireAt: accessTokenLife(times, this.lifetimes).expiresAt,
      refreshTokenHash: refreshTokenHash(refreshToken),
      parentTokenHash: null,
    };
    await new SessionRepository(manager).insert(session);
    return this.sessionTokens.issue(session, account, refreshToken);
  }
}
