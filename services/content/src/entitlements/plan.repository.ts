import type { PlanFacts } from '@nutgraf/contract/billing-events';
import type { DataSource, EntityManager } from 'typeorm';

/** A plan that readers may buy, by a feature it grants. */
export interface OfferRow {
  readonly feature: string;
  /** `pln_…` */
  readonly planId: string;
}

export class PlanRepository {
  readonly #dataSource: DataSource;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  /** Public plans that grant a feature, cheapest first. */
  offersOf(features: readonly string[]): Promise<OfferRow[]> {
    return this.#dataSource.query<OfferRow[]>(
      `SELECT wanted.feature, plan.id AS "planId"
       FROM unnest($1::text[]) AS wanted(feature) JOIN plan ON wanted.feature = ANY(plan.features)
       WHERE plan.is_public
       ORDER BY plan.rank, plan.id`,
      [features],
    );
  }

  /** Keeps what is newer than what is known, in whatever order it comes. */
  async store(
    { planId, version, rank, isPublic, features }: PlanFacts,
    manager: EntityManager = this.#dataSource.manager,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO plan (id, version, rank, is_public, features) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO UPDATE SET version = excluded.version, rank = excluded.rank,
           is_public = excluded.is_public, features = excluded.features
         WHERE plan.version < excluded.version`,
      [planId, version, rank, isPublic, features],
    );
  }
}
