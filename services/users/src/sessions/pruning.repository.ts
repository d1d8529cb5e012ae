import { sessionEvents } from '@nutgraf/contract/session-events';
import type { EntityManager } from 'typeorm';

/** Deletes in batches, past rows that someone else is at. */
export class PruningRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** @returns How many were deleted. */
  async deleteExpiredSessions(now: Date, limit: number): Promise<number> {
    const [, count] = await this.#manager.query<[unknown[], number]>(
      `DELETE FROM session WHERE id IN (
         SELECT id FROM session WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [now, limit],
    );
    return count;
  }

  /** Those of sessions whose last access token expired before `before`. Their times are texts of one form. */
  async deleteSpentRevocations(before: Date, limit: number): Promise<number> {
    const [, count] = await this.#manager.query<[unknown[], number]>(
      `DELETE FROM outbox WHERE position IN (
         SELECT position FROM outbox
         WHERE type = '${sessionEvents.revoked}' AND payload->>'tokensExpireAt' < $1
         ORDER BY payload->>'tokensExpireAt' LIMIT $2 FOR UPDATE SKIP LOCKED)`,
      [before.toISOString(), limit],
    );
    return count;
  }
}
