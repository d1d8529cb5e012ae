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

  /** @param key A handle in lower case. */
  async isTaken(key: string): Promise<boolean> {
    return (await this.byHandleKeys([key])).length > 0;
  }

  /** False when someone has the handle; then nothing is written. */
  async insertUnlessTaken(user: UserEntity): Promise<boolean> {
    const result = await this.#manager
      .createQueryBuilder()
      .insert()
      .into(UserEntity)
      .values(user)
      .orIgnore()
      .returning('id')
      .execute();
    return (result.raw as unknown[]).length > 0;
  }
}
