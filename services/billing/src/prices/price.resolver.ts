import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BillingContext } from '../context';
import { moneyOf, type MoneyValue } from '../money/money.rules';
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
  unitAmount(@Root() price: Price): MoneyValue {
    return moneyOf(price.unitAmountMinor, price.currency);
  }
}
