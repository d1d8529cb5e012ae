import type { EntityManager } from 'typeorm';
import { SessionEntity } from './session.entity';

export class SessionRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async insert(session: SessionEntity): Promise<void> {
    await this.#manager.insert(SessionEntity, session);
  }
}
