import { buildSubgraph, type SubgraphTypes } from '@nutgraf/kit/graphql/subgraph';
import type { GraphQLSchema } from 'graphql';
import { resolveAccount } from './accounts/account.reference';
import { AccountResolver } from './accounts/account.resolver';
import { resolveUser } from './accounts/user.reference';
import { UserResolver } from './accounts/user.resolver';
import type { BillingContext } from './context';
import { CompResolver } from './entitlements/comp.resolver';
import type { CompService } from './entitlements/comp.service';
import { EntitlementResolver } from './entitlements/entitlement.resolver';
import { GenericError } from './errors/user-error.type';
import { MoneyResolver } from './money/money.resolver';
import { resolvePlan } from './plans/plan.reference';
import { PlanResolver } from './plans/plan.resolver';
import type { PlanService } from './plans/plan.service';
import { resolvePrice } from './prices/price.reference';
import { PriceResolver } from './prices/price.resolver';
import { resolveSubscription } from './subscriptions/subscription.reference';
import { SubscriptionResolver } from './subscriptions/subscription.resolver';
import { User } from './accounts/user.type';

/** Enough to print the schema. */
export const billingTypes: SubgraphTypes = {
  resolvers: [
    AccountResolver,
    CompResolver,
    EntitlementResolver,
    MoneyResolver,
    PlanResolver,
    PriceResolver,
    SubscriptionResolver,
    UserResolver,
  ],
  orphanedTypes: [GenericError, User],
};

export interface BillingSubgraphParts {
  readonly comps: CompService;
  readonly plans: PlanService;
}

export function createBillingSubgraph({ comps, plans }: BillingSubgraphParts): GraphQLSchema {
  return buildSubgraph<BillingContext>(billingTypes, {
    instances: [
      new AccountResolver(),
      new CompResolver(comps),
      new EntitlementResolver(),
      new MoneyResolver(),
      new PlanResolver(plans),
      new PriceResolver(),
      new SubscriptionResolver(),
      new UserResolver(),
    ],
    references: {
      Account: resolveAccount,
      MemberSubscription: resolveSubscription,
      Plan: resolvePlan,
      Price: resolvePrice,
      User: resolveUser,
    },
  });
}
