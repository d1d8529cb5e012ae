import type { PlanEntity } from './plan.entity';
import type { PlanRepository } from './plan.repository';

export class PlanService {
  readonly #plans: Pick<PlanRepository, 'manyPublic'>;

  constructor(plans: Pick<PlanRepository, 'manyPublic'>) {
    this.#plans = plans;
  }

  /** What is on sale to anyone, cheapest rank first; with a currency only what is sold in it. */
  listPublic(currency: string | null): Promise<PlanEntity[]> {
    return this.#plans.manyPublic(currency);
  }
}
