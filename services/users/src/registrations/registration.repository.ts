import type { EntityManager } from 'typeorm';
import { RegistrationEntity } from './registration.entity';

export class RegistrationRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async insert(registration: RegistrationEntity): Promise<void> {
    await this.#manager.insert(RegistrationEntity, registration);
  }

  async maybeOneById(id: string): Promise<RegistrationEntity | null> {
    return this.#manager
      .createQueryBuilder(RegistrationEntity, 'registration')
      .where('registration.id = :id', { id })
      .getOne();
  }

  /** Locks it until the transaction ends. False when it is gone. */
  async prolong(id: string, expiresAt: Date): Promise<boolean> {
    const { affected } = await this.#manager.update(RegistrationEntity, { id }, { expiresAt });
    return affected === 1;
  }

  /** Until the transaction ends nobody else becomes the owner of this address. */
  async lockAddress(email: string): Promise<void> {
    await this.#manager.query('SELECT pg_advisory_xact_lock(hashtextextended(lower($1), 0))', [email]);
  }

  /**
   * Ends all registrations of an address, and their tokens with them.
   * @returns the ids of those that were still there
   */
  async takeAllOf(email: string): Promise<readonly string[]> {
    const rows = await this.#manager.query<{ id: string }[]>(
      `WITH taken AS (DELETE FROM registration WHERE lower(email) = lower($1) RETURNING id)
       SELECT id FROM taken`,
      [email],
    );
    return rows.map(({ id }) => id);
  }

  async delete(id: string): Promise<void> {
    await this.#manager.delete(RegistrationEntity, { id });
  }

  async deleteExpired(now: Date): Promise<void> {
    await this.#manager
      .createQueryBuilder()
      .delete()
      .from(RegistrationEntity)
      .where('expires_at <= :now', { now })
      .execute();
  }
}
