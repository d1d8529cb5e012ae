import { isId } from '@nutgraf/kit/ids';
import { Directive, Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { BillingContext } from '../context';
import { Feature } from '../features/feature.type';
import { CurrencyCodeScalar } from '../money/currency-code.type';
import { Price } from '../prices/price.type';
import { subscribedPriceId } from '../subscriptions/subscription.read';
import type { BillingLoaders } from '../loaders';
import { seenByAll } from './seen-by-all';
import { isPlanCode } from './plan.rules';
import type { PlanService } from './plan.service';
import { Plan, PlanBy } from './plan.type';

function maybePlan({ id, code }: PlanBy, { plans }: BillingLoaders) {
  if (id != null) return isId('pln', id) ? plans.visibleById.load(id) : null;
  return code != null && isPlanCode(code) ? plans.visibleByCode.load(code) : null;
}

@Resolver(() => Plan)
export class PlanResolver {
  readonly #plans: PlanService;

  constructor(plans: PlanService) {
    this.#plans = plans;
  }

  @Query(() => [Plan], {
    description: 'The plans on sale, by rank; with a currency only those that have a price in it.',
  })
  plans(@Arg('currency', () => CurrencyCodeScalar, { nullable: true }) currency: string | null) {
    return this.#plans.listPublic(currency ?? null);
  }

  @Query(() => Plan, { nullable: true })
  async plan(@Arg('by', () => PlanBy) by: PlanBy, @Ctx() { loaders, cache }: BillingContext) {
    return seenByAll(await maybePlan(by, loaders), cache);
  }

  @FieldResolver(() => [Feature])
  features(@Root() plan: Plan, @Ctx() { loaders }: BillingContext) {
    return loaders.features.ofPlan.load(plan.id);
  }

  @FieldResolver(() => [Price], { description: 'What it is sold for today, in one currency or in all.' })
  prices(
    @Root() plan: Plan,
    @Ctx() { loaders }: BillingContext,
    @Arg('currency', () => CurrencyCodeScalar, { nullable: true }) currency: string | null,
  ) {
    return loaders.prices.activeOfPlan.with({ currency: currency ?? null }).load(plan.id);
  }

  @Directive('@cacheControl(maxAge: 60, scope: PRIVATE)')
  @FieldResolver(() => Boolean, {
    description: 'Whether the current subscription of who is asking is one to this plan.',
  })
  async viewerIsSubscribed(@Root() plan: Plan, @Ctx() { caller, loaders }: BillingContext): Promise<boolean> {
    if (caller.kind !== 'account') return false;
    const subscription = await loaders.subscriptions.currentOfAccount.load(caller.accountId);
    const priceId = subscribedPriceId(subscription);
    const price = priceId === null ? null : await loaders.prices.byId.load(priceId);
    return price?.planId === plan.id;
  }
}
