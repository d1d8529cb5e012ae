import type { PlanFacts } from '@nutgraf/contract/billing-events';
import { selectRows } from '@nutgraf/kit/database/select-rows';
import type { EntityManager } from 'typeorm';
import type { BillingViewer } from '../viewer';
import { PlanEntity } from './plan.entity';

/** Plans that are not public show themselves to billing staff ($2) and to who ($3) is subscribed to them. */
const visible = `(plan.is_public OR $2 OR EXISTS (
  SELECT FROM subscription JOIN price ON price.id = subscription.price_id
  WHERE price.plan_id = plan.id AND subscription.account_id = $3 AND subscription.ended_at IS NULL))`;

export class PlanRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** Whoever may see them: for parents that have proven it. */
  manyByIds(ids: readonly string[]): Promise<PlanEntity[]> {
    return this.#select('WHERE plan.id = ANY($1)', [ids]);
  }

  manyVisibleByIds(ids: readonly string[], viewer: BillingViewer): Promise<PlanEntity[]> {
    return this.#selectVisible('plan.id = ANY($1)', ids, viewer);
  }

  manyVisibleByCodes(codes: readonly string[], viewer: BillingViewer): Promise<PlanEntity[]> {
    return this.#selectVisible('plan.code = ANY($1)', codes, viewer);
  }

  /** Public plans by rank; with a currency only those that are sold in it. */
  manyPublic(currency: string | null): Promise<PlanEntity[]> {
    if (currency === null) return this.#select('WHERE plan.is_public ORDER BY plan.rank');
    return this.#select(
      `WHERE plan.is_public AND EXISTS (
         SELECT FROM price WHERE price.plan_id = plan.id AND price.is_active AND price.currency = $1)
       ORDER BY plan.rank`,
      [currency],
    );
  }

  /** What other services know of plans, by rank. */
  manyFactsByIds(ids: readonly string[]): Promise<PlanFacts[]> {
    return this.#manager.query<PlanFacts[]>(
      `SELECT plan.id AS "planId", plan.version, plan.rank, plan.is_public AS "isPublic",
              ARRAY(SELECT feature.code FROM plan_feature JOIN feature ON feature.id = plan_feature.feature_id
                    WHERE plan_feature.plan_id = plan.id ORDER BY feature.code) AS features
       FROM plan WHERE plan.id = ANY($1) ORDER BY plan.rank`,
      [ids],
    );
  }

  /** The features that a plan grants, by id; null when there is no such plan. */
  async maybeFeatureIds(planId: string): Promise<string[] | null> {
    const [plan] = await this.#manager.query<{ featureIds: string[] }[]>(
      `SELECT ARRAY(SELECT feature_id FROM plan_feature WHERE plan_id = plan.id ORDER BY feature_id) AS "featureIds"
       FROM plan WHERE id = $1`,
      [planId],
    );
    return plan?.featureIds ?? null;
  }

  #selectVisible(
    condition: string,
    keys: readonly string[],
    { seesAll, accountId }: BillingViewer,
  ): Promise<PlanEntity[]> {
    return this.#select(`WHERE ${condition} AND ${visible}`, [keys, seesAll, accountId]);
  }

  #select(rest: string, parameters: readonly unknown[] = []): Promise<PlanEntity[]> {
    return selectRows(this.#manager, PlanEntity, 'plan', rest, parameters);
  }
}
