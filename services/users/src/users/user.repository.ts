import type { EntityManager } from 'typeorm';
import { UserEntity } from './user.entity';

export class UserRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async byIds(ids: readonly string[]): Promise<UserEntity[]> {
    if (ids.length === 0) return [];
    return this.#manager
      .createQueryBuilder(UserEntity, 'profile')
      .where('profile.id = ANY(:ids)', { ids })
      .getMany();
  }

  /** @param keys Handles in lower case. */
  async byHandleKeys(keys: readonly string[]): Promise<UserEntity[]> {
    if (keys.length === 0) return [];
    return this.#manager
      .createQueryBuilder(UserEntity, 'profile')
      .where('lower(profile.handle) = ANY(:keys)', { keys })
      .getMany();
  }
}
