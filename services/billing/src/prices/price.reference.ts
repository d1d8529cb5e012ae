import type { ResolveReference } from '@nutgraf/kit/graphql/federation';
import { isId } from '@nutgraf/kit/ids';
import type { BillingContext } from '../context';
import { seenByAll } from '../plans/plan.read';

/** A price can be seen by who can see its plan. */
export const resolvePrice: ResolveReference<BillingContext> = async ({ id }, { loaders, cache }) => {
  if (!isId('prc', id)) return null;
  const price = await loaders.prices.byId.load(id);
  // What plan an unknown price has, nobody knows: there is none.
  if (!price) return null;
  return seenByAll(await loaders.plans.visibleById.load(price.planId), cache) ? price : null;
};
