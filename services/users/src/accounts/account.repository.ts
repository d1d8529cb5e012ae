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
    return this.#manager
      .createQueryBuilder(AccountEntity, 'account')
      .where('account.id = ANY(:ids) AND (:all OR account.id = :own)', { ids, all, own })
      .getMany();
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
}
