import { isId } from '@nutgraf/kit/ids';
import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { BillingContext } from '../context';
import { Feature } from '../features/feature.type';
import { CurrencyCodeScalar } from '../money/currency-code.type';
import { Price } from '../prices/price.type';
import { subscribedPriceId } from '../subscriptions/subscription.read';
import { isPlanCode } from './plan.rules';
import type { PlanService } from './plan.service';
import { Plan, PlanBy } from './plan.type';

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
  plan(@Arg('by', () => PlanBy) { id, code }: PlanBy, @Ctx() { loaders }: BillingContext) {
    if (id != null) return isId('pln', id) ? loaders.plans.visibleById.load(id) : null;
    return code != null && isPlanCode(code) ? loaders.plans.visibleByCode.load(code) : null;
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
