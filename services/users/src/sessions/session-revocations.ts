import { sessionEvents, type SessionRevoked } from '@nutgraf/contract/session-events';
import type { Clock } from '@nutgraf/kit/clock';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { newId } from '@nutgraf/kit/ids';
import { SessionRepository, type EndedSession } from './session.repository';

/** Why sessions are ended before their time. */
export type RevocationReason =
  'SIGNED_OUT' | 'SIGNED_OUT_ELSEWHERE' | 'REFRESH_TOKEN_REUSED' | 'PASSWORD_CHANGED' | 'PASSWORD_RESET';

/** Ends sessions, and tells everyone who checks access tokens, in one transaction. */
export class SessionRevocations {
  constructor(private readonly clock: Clock) {}

  /**
   * Ends all sessions of an account but one, or really all.
   * @returns The ids of those that were ended.
   */
  async ofAccount(
    transaction: Transaction,
    accountId: string,
    reason: RevocationReason,
    exceptSessionId: string | null = null,
  ): Promise<string[]> {
    const sessions = new SessionRepository(transaction.manager);
    const ended = await sessions.deleteAll(accountId, exceptSessionId, this.clock.now());
    return this.#publish(transaction, ended, reason);
  }

  /**
   * Ends one session of an account.
   * @returns Its id, or nothing when the account has no such session.
   */
  async ofSession(
    transaction: Transaction,
    accountId: string,
    sessionId: string,
    reason: RevocationReason,
  ): Promise<string[]> {
    const sessions = new SessionRepository(transaction.manager);
    const ended = await sessions.deleteOne(accountId, sessionId, this.clock.now());
    return this.#publish(transaction, ended, reason);
  }

  #publish(transaction: Transaction, ended: readonly EndedSession[], reason: RevocationReason): string[] {
    for (const { id, tokensExpireAt, expiresAt } of ended) {
      const payload: SessionRevoked & { readonly reason: RevocationReason } = {
        sessionId: id,
        tokensExpireAt: (tokensExpireAt ?? expiresAt).toISOString(),
        reason,
      };
      transaction.publish({
        id: newId('evt', this.clock),
        aggregateType: 'session',
        aggregateId: id,
        type: sessionEvents.revoked,
        version: 1,
        occurredAt: this.clock.now(),
        payload,
      });
    }
    return ended.map(({ id }) => id);
  }
}
