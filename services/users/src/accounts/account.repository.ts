import { selectRows } from '@nutgraf/kit/database/select-rows';
import type { EntityManager } from 'typeorm';
import { AccountEntity } from './account.entity';
import type { AccountVisibility } from './account.rules';

export class AccountRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async visibleByIds(ids: readonly string[], { all, own }: AccountVisibility): Promise<AccountEntity[]> {
    if (ids.length === 0) return [];
    const visible = 'WHERE account.id = ANY($1) AND ($2 OR account.id = $3)';
    return selectRows(this.#manager, AccountEntity, 'account', visible, [ids, all, own]);
  }

  /** For signing in, when nobody is a caller yet. */
  async maybeOneByEmail(email: string): Promise<AccountEntity | null> {
    return this.#manager
      .createQueryBuilder(AccountEntity, 'account')
      .where('lower(account.email) = lower(:email)', { email })
      .getOne();
  }

  async maybeOneById(id: string): Promise<AccountEntity | null> {
    return this.#manager
      .createQueryBuilder(AccountEntity, 'account')
      .where('account.id = :id', { id })
      .getOne();
  }

  /** As it is when nobody holds {@link lock} on it, and so it stays until the transaction ends. */
  async maybeOneUnlocked(id: string): Promise<AccountEntity | null> {
    return this.#manager
      .createQueryBuilder(AccountEntity, 'account')
      .where('account.id = :id', { id })
      .setLock('for_key_share')
      .getOne();
  }

  /** Until the transaction ends, nobody else gets this lock and no session of the account begins. */
  async lock(id: string): Promise<void> {
    await this.#manager.query('SELECT FROM account WHERE id = $1 FOR UPDATE', [id]);
  }

  async insert(account: Omit<AccountEntity, 'userId'>): Promise<void> {
    await this.#manager.insert(AccountEntity, account);
  }

  /** Its owner has proven to hold the address; an account that waited for that becomes active. */
  async verifyEmail(id: string, at: Date): Promise<void> {
    await this.#manager.query(
      `UPDATE account SET email_verified_at = coalesce(email_verified_at, $2),
              status = CASE status WHEN 'UNVERIFIED' THEN 'ACTIVE' ELSE status END
       WHERE id = $1`,
      [id, at],
    );
  }
}
