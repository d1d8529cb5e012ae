import { pagesByParent, type Page } from '@nutgraf/kit/paging/keyset';
import type { PageRequest } from '@nutgraf/kit/paging/page-request';
import type { EntityManager } from 'typeorm';
import { SessionEntity } from './session.entity';

/** What a refresh changes. */
export type SessionRefresh = Pick<
  SessionEntity,
  'id' | 'ipAddress' | 'refreshedAt' | 'expiresAt' | 'tokensExpireAt' | 'refreshTokenHash' | 'parentTokenHash'
>;

/** What is left to say of a session that was ended. */
export type EndedSession = Pick<SessionEntity, 'id' | 'tokensExpireAt' | 'expiresAt'>;

export class SessionRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async insert(session: SessionEntity): Promise<void> {
    await this.#manager.insert(SessionEntity, session);
  }

  /** Locked until the transaction ends. */
  async maybeOneLocked(id: string): Promise<SessionEntity | null> {
    return this.#manager
      .createQueryBuilder(SessionEntity, 'session')
      .where('session.id = :id', { id })
      .setLock('pessimistic_write')
      .getOne();
  }

  async refresh({ id, ...changes }: SessionRefresh): Promise<void> {
    await this.#manager.update(SessionEntity, { id }, changes);
  }

  /** Those that are not over. */
  async liveByIds(ids: readonly string[], now: Date): Promise<SessionEntity[]> {
    return this.#manager
      .createQueryBuilder(SessionEntity, 'session')
      .where('session.id = ANY(:ids) AND session.expires_at > :now', { ids, now })
      .getMany();
  }

  /** The newest first. */
  async livePagesOf(
    accountIds: readonly string[],
    request: PageRequest,
    now: Date,
  ): Promise<ReadonlyMap<string, Page<SessionEntity>>> {
    const query = {
      order: {
        columns: [
          { sql: 'item.created_at', type: 'timestamptz' },
          { sql: 'item.id', type: 'text' },
        ],
        direction: 'DESC',
      },
      join: 'item.account_id = parent.id',
      where: 'item.expires_at > $2',
      parameters: [now],
    } as const;
    return pagesByParent(this.#manager, SessionEntity, query, request, accountIds);
  }

  async liveCountsOf(accountIds: readonly string[], now: Date): Promise<{ id: string; count: number }[]> {
    return this.#manager.query(
      `SELECT account_id AS id, count(*)::int AS count
       FROM session WHERE account_id = ANY($1) AND expires_at > $2 GROUP BY account_id`,
      [accountIds, now],
    );
  }

  /** Ends one session of an account; none when there is no such session. */
  async deleteOne(accountId: string, id: string, now: Date): Promise<EndedSession[]> {
    return this.#delete('account_id = $1 AND id = $2 AND expires_at > $3', [accountId, id, now]);
  }

  /** Ends all sessions of an account but one, or really all. */
  async deleteAll(accountId: string, exceptId: string | null, now: Date): Promise<EndedSession[]> {
    return this.#delete('account_id = $1 AND id IS DISTINCT FROM $2 AND expires_at > $3', [
      accountId,
      exceptId,
      now,
    ]);
  }

  async #delete(condition: string, parameters: readonly unknown[]): Promise<EndedSession[]> {
    const [ended] = await this.#manager.query<[EndedSession[], number]>(
      `DELETE FROM session WHERE ${condition}
       RETURNING id, tokens_expire_at AS "tokensExpireAt", expires_at AS "expiresAt"`,
      [...parameters],
    );
    return ended;
  }
}
