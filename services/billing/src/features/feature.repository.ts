import { selectRows } from '@nutgraf/kit/database/select-rows';
import type { EntityManager } from 'typeorm';
import { FeatureEntity } from './feature.entity';

/** A feature as one plan grants it. */
export type FeatureOfPlan = FeatureEntity & { readonly planId: string };

export class FeatureRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  manyByIds(ids: readonly string[]): Promise<FeatureEntity[]> {
    return selectRows(this.#manager, FeatureEntity, 'feature', 'WHERE feature.id = ANY($1)', [ids]);
  }

  manyOfPlans(planIds: readonly string[]): Promise<FeatureOfPlan[]> {
    return this.#manager.query<FeatureOfPlan[]>(
      `SELECT granted.plan_id AS "planId", feature.id, feature.code, feature.name, feature.description
       FROM plan_feature AS granted JOIN feature ON feature.id = granted.feature_id
       WHERE granted.plan_id = ANY($1)
       ORDER BY granted.plan_id, feature.id`,
      [planIds],
    );
  }
}
