import type { EntityManager } from 'typeorm';
import { OneTimeTokenEntity } from './one-time-token.entity';
import type { TokenPurpose } from './one-time-token.rules';

export class OneTimeTokenRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async insert(token: OneTimeTokenEntity): Promise<void> {
    await this.#manager.insert(OneTimeTokenEntity, token);
  }

  /** Only looks: two that look at once both find it. */
  async maybeLive(
    hash: Buffer,
    purposes: readonly TokenPurpose[],
    now: Date,
  ): Promise<OneTimeTokenEntity | null> {
    return this.#manager
      .createQueryBuilder(OneTimeTokenEntity, 'token')
      .where('token.hash = :hash AND token.purpose = ANY(:purposes) AND token.expires_at > :now', {
        hash,
        purposes,
        now,
      })
      .getOne();
  }

  /**
   * Ends all tokens of the account with these purposes.
   * @returns the hashes that were still there: what one caller gets, no other does
   */
  async takeOfAccount(accountId: string, purposes: readonly TokenPurpose[]): Promise<readonly Buffer[]> {
    const rows = await this.#manager.query<{ hash: Buffer }[]>(
      `WITH taken AS (
         DELETE FROM one_time_token WHERE account_id = $1 AND purpose = ANY ($2) RETURNING hash
       ) SELECT hash FROM taken`,
      [accountId, purposes],
    );
    return rows.map(({ hash }) => hash);
  }

  async deleteExpired(now: Date): Promise<void> {
    await this.#manager
      .createQueryBuilder()
      .delete()
      .from(OneTimeTokenEntity)
      .where('expires_at <= :now', { now })
      .execute();
  }
}
