import { Any, type EntityManager } from 'typeorm';
import { PriceEntity } from './price.entity';

export class PriceRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Those no longer sold too: someone may be paying them. */
  manyByIds(ids: readonly string[]): Promise<PriceEntity[]> {
    return this.#manager.findBy(PriceEntity, { id: Any(ids) });
  }

  /** By currency, then the shorter interval first. */
  manyActiveOfPlans(planIds: readonly string[], currency: string | null): Promise<PriceEntity[]> {
    return this.#manager.find(PriceEntity, {
      where: { planId: Any(planIds), isActive: true, ...(currency !== null && { currency }) },
      order: { currency: 'ASC', interval: 'ASC', intervalCount: 'ASC', id: 'ASC' },
    });
  }
}
