import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BillingContext } from '../context';
import { Feature } from '../features/feature.type';
import { Plan } from '../plans/plan.type';
import { Entitlement } from './entitlement.type';

@Resolver(() => Entitlement)
export class EntitlementResolver {
  @FieldResolver(() => Feature)
  feature(@Root() { featureId }: Entitlement, @Ctx() { loaders }: BillingContext) {
    return loaders.features.byId.load(featureId);
  }

  @FieldResolver(() => Plan, { nullable: true })
  plan(@Root() { planId }: Entitlement, @Ctx() { loaders }: BillingContext) {
    return planId === null ? null : loaders.plans.byId.load(planId);
  }
}
