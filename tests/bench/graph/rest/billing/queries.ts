import { query } from '../database';

export interface PlanRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly description: string | null;
  readonly highlights: string[];
  readonly rank: number;
  readonly trialDays: number;
}

export interface PriceRow {
  readonly id: string;
  readonly planId: string;
  readonly unitAmountMinor: string;
  readonly currency: string;
  readonly interval: string;
  readonly intervalCount: number;
  readonly taxBehavior: string;
}

interface FeatureRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

interface SubscriptionRow {
  readonly id: string;
  readonly accountId: string;
  readonly priceId: string;
  readonly status: string;
  readonly trialEndsAt: Date | null;
  readonly periodStart: Date;
  readonly periodEnd: Date;
  readonly cancelAtPeriodEnd: boolean;
  readonly graceEndsAt: Date | null;
}

interface EntitlementRow {
  readonly featureId: string;
  readonly source: string;
  readonly validUntil: Date | null;
}

const plan = `SELECT plan.id, plan.code, plan.name, plan.description, plan.highlights, plan.rank,
  plan.trial_days AS "trialDays", plan.is_public AS "isPublic", plan.version FROM plan`;

const price = `SELECT price.id, price.plan_id AS "planId", price.unit_amount_minor AS "unitAmountMinor",
  price.currency, price.billing_interval AS "interval", price.interval_count AS "intervalCount",
  price.tax_behavior AS "taxBehavior", price.is_active AS "isActive" FROM price`;

const priceOrder =
  'ORDER BY price.currency ASC, price.billing_interval ASC, price.interval_count ASC, price.id ASC';

export const plansByIds = (ids: string[]) => query<PlanRow>(`${plan} WHERE plan.id = ANY($1)`, [ids]);

export const visiblePlansByIds = (ids: string[], accountId: string | null) =>
  query<PlanRow>(
    `${plan} WHERE (plan.is_public OR $1 OR EXISTS (
       SELECT FROM subscription JOIN price ON price.id = subscription.price_id
       WHERE price.plan_id = plan.id AND subscription.account_id = $2 AND subscription.ended_at IS NULL))
     AND plan.id = ANY($3)`,
    [false, accountId, ids],
  );

export const publicPlans = (currency: string) =>
  query<PlanRow>(
    `${plan} WHERE plan.is_public AND EXISTS (SELECT FROM price
       WHERE price.plan_id = plan.id AND price.is_active AND price.currency = $1) ORDER BY plan.rank ASC`,
    [currency],
  );

export const pricesByIds = (ids: string[]) => query<PriceRow>(`${price} WHERE price.id = ANY($1)`, [ids]);

export const activePrices = (planIds: string[], currency: string | null) =>
  currency === null
    ? query<PriceRow>(`${price} WHERE price.plan_id = ANY($1) AND price.is_active = $2 ${priceOrder}`, [
        planIds,
        true,
      ])
    : query<PriceRow>(
        `${price} WHERE price.plan_id = ANY($1) AND price.is_active = $2 AND price.currency = $3 ${priceOrder}`,
        [planIds, true, currency],
      );

export const featuresByIds = (ids: string[]) =>
  query<FeatureRow>('SELECT id, code, name, description FROM feature WHERE id = ANY($1)', [ids]);

export const featuresOfPlans = (planIds: string[]) =>
  query<FeatureRow & { readonly planId: string }>(
    `SELECT granted.plan_id AS "planId", feature.id, feature.code, feature.name, feature.description
     FROM plan_feature AS granted JOIN feature ON feature.id = granted.feature_id
     WHERE granted.plan_id = ANY($1) ORDER BY granted.plan_id, feature.id`,
    [planIds],
  );

export const currentSubscriptions = (accountId: string) =>
  query<SubscriptionRow>(
    `SELECT id, account_id AS "accountId", price_id AS "priceId", status, started_at AS "startedAt",
       trial_ends_at AS "trialEndsAt", period_start AS "periodStart", period_end AS "periodEnd",
       cancel_at_period_end AS "cancelAtPeriodEnd", canceled_at AS "canceledAt", ended_at AS "endedAt",
       grace_ends_at AS "graceEndsAt"
     FROM subscription WHERE account_id = ANY($1) AND ended_at IS NULL AND account_id = $2`,
    [[accountId], accountId],
  );

export const validEntitlements = (accountId: string) =>
  query<EntitlementRow>(
    `SELECT id, account_id AS "accountId", feature_id AS "featureId", plan_id AS "planId", source,
       source_id AS "sourceId", valid_from AS "validFrom", valid_until AS "validUntil"
     FROM entitlement
     WHERE account_id = ANY($1) AND valid_from <= $2 AND (valid_until IS NULL OR valid_until > $2)
       AND account_id = $3
     ORDER BY valid_from ASC, id ASC`,
    [[accountId], new Date(), accountId],
  );

export const supporters = (accountIds: string[]) =>
  query<{ readonly accountId: string }>(
    `SELECT DISTINCT entitlement.account_id AS "accountId"
     FROM entitlement INNER JOIN feature ON feature.id = entitlement.feature_id
     WHERE entitlement.account_id = ANY($1) AND feature.code = $2 AND entitlement.valid_from <= $3
       AND (entitlement.valid_until IS NULL OR entitlement.valid_until > $3)`,
    [accountIds, 'members', new Date()],
  );
