import type { EntityManager } from 'typeorm';
import { PasswordEntity } from './password.entity';

export class PasswordRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async maybeOneByAccountId(accountId: string): Promise<PasswordEntity | null> {
    return this.#manager
      .createQueryBuilder(PasswordEntity, 'password')
      .where('password.account_id = :accountId', { accountId })
      .getOne();
  }

  /** Whether a password that was checked a moment ago is still the account's. */
  async isHashOf(accountId: string, hash: string): Promise<boolean> {
    return (await this.maybeOneByAccountId(accountId))?.hash === hash;
  }

  /** Replaces the account's password, if it has one. */
  async save(password: PasswordEntity): Promise<void> {
    await this.#manager.upsert(PasswordEntity, password, ['accountId']);
  }
}
