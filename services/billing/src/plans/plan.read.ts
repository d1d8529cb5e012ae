import type { EntityManager } from 'typeorm';

/** The features that a plan grants, by id; null when there is no such plan. */
export async function featureIdsOfPlan(manager: EntityManager, planId: string): Promise<string[] | null> {
  const [plan] = await manager.query<{ featureIds: string[] }[]>(
    `SELECT ARRAY(SELECT feature_id FROM plan_feature WHERE plan_id = plan.id ORDER BY feature_id) AS "featureIds"
     FROM plan WHERE id = $1`,
    [planId],
  );
  return plan?.featureIds ?? null;
}
