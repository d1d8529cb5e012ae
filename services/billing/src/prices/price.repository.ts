import { selectRows } from '@nutgraf/kit/database/select-rows';
import type { EntityManager } from 'typeorm';
import { PriceEntity } from './price.entity';

export class PriceRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Those no longer sold too: someone may be paying them. */
  manyByIds(ids: readonly string[]): Promise<PriceEntity[]> {
    return this.#select('WHERE price.id = ANY($1)', [ids]);
  }

  /** By currency, then the shorter interval first. */
  manyActiveOfPlans(planIds: readonly string[], currency: string | null): Promise<PriceEntity[]> {
    return this.#select(
      `WHERE price.plan_id = ANY($1) AND price.is_active AND ($2::text IS NULL OR price.currency = $2)
       ORDER BY price.currency, price.billing_interval, price.interval_count, price.id`,
      [planIds, currency],
    );
  }

  #select(rest: string, parameters: readonly unknown[]): Promise<PriceEntity[]> {
    return selectRows(this.#manager, PriceEntity, 'price', rest, parameters);
  }
}
