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
}
