import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BillingContext } from '../context';
import { moneyOf } from '../money/money.read';
import { Money } from '../money/money.type';
import { Plan } from '../plans/plan.type';
import { Price } from './price.type';

@Resolver(() => Price)
export class PriceResolver {
  @FieldResolver(() => Plan)
  plan(@Root() price: Price, @Ctx() { loaders }: BillingContext) {
    return loaders.plans.byId.load(price.planId);
  }

  @FieldResolver(() => Money)
  unitAmount(@Root() price: Price): Money {
    return moneyOf(price.unitAmountMinor, price.currency);
  }
}
