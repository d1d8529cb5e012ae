import { selectRows } from '@nutgraf/kit/database/select-rows';
import type { EntityManager } from 'typeorm';
import { UserEntity } from './user.entity';

export class UserRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async byIds(ids: readonly string[]): Promise<UserEntity[]> {
    if (ids.length === 0) return [];
    return selectRows(this.#manager, UserEntity, 'profile', 'WHERE profile.id = ANY($1)', [ids]);
  }

  /** @param keys Handles in lower case. */
  async byHandleKeys(keys: readonly string[]): Promise<UserEntity[]> {
    if (keys.length === 0) return [];
    return selectRows(this.#manager, UserEntity, 'profile', 'WHERE lower(profile.handle) = ANY($1)', [keys]);
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
