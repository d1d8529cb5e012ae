import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Account } from '../accounts/account.type';
import type { BillingContext } from '../context';
import { Plan } from '../plans/plan.type';
import { Price } from '../prices/price.type';
import { MemberSubscription, Period } from './subscription.type';

@Resolver(() => MemberSubscription)
export class SubscriptionResolver {
  @FieldResolver(() => Account)
  account(@Root() { accountId }: MemberSubscription): Account {
    return { id: accountId };
  }

  @FieldResolver(() => Price)
  price(@Root() { priceId }: MemberSubscription, @Ctx() { loaders }: BillingContext) {
    return loaders.prices.byId.load(priceId);
  }

  @FieldResolver(() => Plan)
  async plan(@Root() { priceId }: MemberSubscription, @Ctx() { loaders }: BillingContext) {
    const price = await loaders.prices.byId.load(priceId);
    return price && loaders.plans.byId.load(price.planId);
  }

  @FieldResolver(() => Period)
  currentPeriod(@Root() { periodStart, periodEnd }: MemberSubscription): Period {
    return { start: periodStart, end: periodEnd };
  }
}
