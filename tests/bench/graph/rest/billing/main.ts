import { groupBy } from '../database';
import { claimsOf, createApp, json, listen, listOf, pathPart, textOf } from '../serve';
import * as sql from './queries';
import { offer, planCard, priceTag } from './shapes';

const app = createApp();

/** Which of these users are supporters. */
app.get(
  '/supporters',
  json(async ({ query: { users } }) => {
    const accountIds = listOf(users).map((id) => id.replace('usr_', 'acc_'));
    const rows = await sql.supporters(accountIds);
    return rows.map(({ accountId }) => accountId.replace('acc_', 'usr_'));
  }),
);

app.get(
  '/offers',
  json(async (request) => {
    const ids = listOf(request.query.plans);
    const plans = await sql.visiblePlansByIds(ids, claimsOf(request)?.sub ?? null);
    const prices = groupBy(await sql.activePrices(ids, null), ({ planId }) => planId);
    return plans.map((plan) => offer(plan, prices.get(plan.id) ?? []));
  }),
);

app.get(
  '/plans',
  json(async (request) => {
    const currency = textOf(request.query.currency);
    const account = claimsOf(request)?.sub;
    const plans = await sql.publicPlans(currency);
    const ids = plans.map(({ id }) => id);
    const [features, prices, subscribed] = await Promise.all([
      sql.featuresOfPlans(ids),
      sql.activePrices(ids, currency),
      account === undefined ? null : subscribedPlan(account),
    ]);
    const featuresOf = groupBy(features, ({ planId }) => planId);
    const pricesOf = groupBy(prices, ({ planId }) => planId);
    return plans.map((plan) =>
      planCard(plan, featuresOf.get(plan.id) ?? [], pricesOf.get(plan.id) ?? [], plan.id === subscribed),
    );
  }),
);

async function subscribedPlan(accountId: string): Promise<string | null> {
  const [subscription] = await sql.currentSubscriptions(accountId);
  if (!subscription) return null;
  const [price] = await sql.pricesByIds([subscription.priceId]);
  return price?.planId ?? null;
}

app.get(
  '/accounts/:id/membership',
  json(async (request) => {
    const id = pathPart(request, 'id');
    const wantsEntitlements = request.query.include === 'entitlements';
    const [subscription, entitlements] = await Promise.all([
      subscriptionOf(id),
      wantsEntitlements ? entitlementsOf(id) : undefined,
    ]);
    return { subscription, entitlements };
  }),
);

async function subscriptionOf(accountId: string) {
  const [row] = await sql.currentSubscriptions(accountId);
  if (!row) return null;
  const [price] = await sql.pricesByIds([row.priceId]);
  if (!price) return null;
  const [plan] = await sql.plansByIds([price.planId]);
  if (!plan) return null;
  const { id, status, cancelAtPeriodEnd, trialEndsAt, graceEndsAt, periodStart, periodEnd } = row;
  return {
    id,
    status,
    cancelAtPeriodEnd,
    trialEndsAt,
    graceEndsAt,
    currentPeriod: { start: periodStart, end: periodEnd },
    plan: { id: plan.id, code: plan.code, name: plan.name, rank: plan.rank },
    price: priceTag(price),
  };
}

async function entitlementsOf(accountId: string) {
  const rows = await sql.validEntitlements(accountId);
  const features = await sql.featuresByIds([...new Set(rows.map(({ featureId }) => featureId))]);
  const byId = new Map(features.map(({ id, code }) => [id, { id, code }]));
  return rows.map(({ source, validUntil, featureId }) => ({
    source,
    validUntil,
    feature: byId.get(featureId),
  }));
}

listen(app);
