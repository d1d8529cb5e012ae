import type { Clock } from '@nutgraf/kit/clock';
import { inTransaction, type Transaction } from '@nutgraf/kit/database/transaction';
import type { Logger } from '@nutgraf/kit/logger';
import type { DataSource } from 'typeorm';
import { AccountRepository } from '../accounts/account.read';
import { refreshTokenHash, type RefreshTokens } from '../tokens/token.read';
import type { SessionRevocations } from './session-revocations';
import type { IssuedSession, SessionTokens } from './session-tokens';
import type { SessionEntity } from './session.entity';
import { SessionRepository } from './session.repository';
import {
  accessTokenLife,
  refreshRefusal,
  refreshStep,
  sessionEnd,
  type RefreshRefusal,
  type SessionLifetimes,
  type TokenStanding,
} from './session.rules';

export type RefreshResult =
  | { readonly kind: 'REFRESHED'; readonly issued: IssuedSession }
  | { readonly kind: 'REFUSED'; readonly refusal: RefreshRefusal };

export interface RefreshServiceOptions {
  readonly dataSource: DataSource;
  readonly refreshTokens: RefreshTokens;
  readonly sessionTokens: SessionTokens;
  readonly revocations: SessionRevocations;
  readonly lifetimes: SessionLifetimes;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Exchanges refresh tokens for their successors: each once, but for a repeated question. */
export class RefreshService {
  readonly #options: RefreshServiceOptions;

  constructor(options: RefreshServiceOptions) {
    this.#options = options;
  }

  /** @param ipAddress Of the client, as the gateway saw it. */
  async refresh(token: string, ipAddress: string | null): Promise<RefreshResult> {
    const { dataSource, refreshTokens } = this.#options;
    const sessionId = refreshTokens.sessionIdOf(token);
    if (sessionId === null) return refused('INVALID_OR_EXPIRED_TOKEN');
    return inTransaction(dataSource, (transaction) =>
      this.#present(transaction, sessionId, token, ipAddress),
    );
  }

  async #present(
    transaction: Transaction,
    sessionId: string,
    token: string,
    ipAddress: string | null,
  ): Promise<RefreshResult> {
    const { clock, sessionTokens } = this.#options;
    const session = await new SessionRepository(transaction.manager).maybeOneLocked(sessionId);
    // Not before: the lock may have been waited for.
    const now = clock.now();
    if (!session || session.expiresAt <= now) return refused('INVALID_OR_EXPIRED_TOKEN');
    const step = refreshStep(this.#standing(session, token), session.refreshedAt, now);
    if (step === 'REVOKE') await this.#revoke(transaction, session);
    if (step === 'REVOKE' || step === 'REFUSE') return refused('INVALID_OR_EXPIRED_TOKEN');

    const account = await new AccountRepository(transaction.manager).maybeOneById(session.accountId);
    const refusal = refreshRefusal(account);
    if (refusal !== null || !account) return refused(refusal ?? 'INVALID_OR_EXPIRED_TOKEN');
    if (step === 'ROTATE') {
      const [next] = this.#options.refreshTokens.successors(token);
      const rotated = await this.#rotate(transaction, session, next, now, ipAddress);
      return { kind: 'REFRESHED', issued: await sessionTokens.issue(rotated, account, next) };
    }
    const active = this.#activeSuccessor(session, token);
    if (active === undefined) return refused('INVALID_OR_EXPIRED_TOKEN');
    return { kind: 'REFRESHED', issued: await sessionTokens.issue(session, account, active) };
  }

  #standing(
    { refreshTokenHash: active, parentTokenHash: parent }: SessionEntity,
    token: string,
  ): TokenStanding {
    const hash = refreshTokenHash(token);
    if (active?.equals(hash)) return 'ACTIVE';
    if (parent?.equals(hash)) return 'PARENT';
    return this.#options.refreshTokens.isIssued(token) ? 'OLDER' : 'FORGED';
  }

  /** Made under any of the keys, in case they were rotated in between; none when its key is gone. */
  #activeSuccessor(session: SessionEntity, token: string): string | undefined {
    const successors = this.#options.refreshTokens.successors(token);
    return successors.find((next) => session.refreshTokenHash?.equals(refreshTokenHash(next)));
  }

  async #rotate(
    { manager }: Transaction,
    session: SessionEntity,
    next: string,
    now: Date,
    ipAddress: string | null,
  ): Promise<SessionEntity> {
    const { lifetimes } = this.#options;
    const times = { refreshedAt: now, expiresAt: sessionEnd(session.createdAt, now, lifetimes) };
    const { expiresAt: tokensExpireAt } = accessTokenLife({ ...times, tokensExpireAt: null }, lifetimes);
    const rotated = {
      ...session,
      ...times,
      ipAddress,
      // A token of before may outlive this one when the life of tokens was shortened.
      tokensExpireAt: later(session.tokensExpireAt, tokensExpireAt),
      refreshTokenHash: refreshTokenHash(next),
      parentTokenHash: session.refreshTokenHash,
    };
    await new SessionRepository(manager).refresh(rotated);
    return rotated;
  }

  async #revoke(transaction: Transaction, { id, accountId }: SessionEntity): Promise<void> {
    const { revocations, logger } = this.#options;
    await revocations.ofSession(transaction, accountId, id, 'REFRESH_TOKEN_REUSED');
    logger.warn({ sessionId: id, accountId }, 'a refresh token was used again: its session is revoked');
  }
}

function refused(refusal: RefreshRefusal): RefreshResult {
  return { kind: 'REFUSED', refusal };
}

function later(one: Date | null, other: Date): Date {
  return one && one > other ? one : other;
}
