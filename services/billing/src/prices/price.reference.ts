import type { ResolveReference } from '@nutgraf/kit/graphql/federation';
import { isId } from '@nutgraf/kit/ids';
import type { BillingContext } from '../context';

/** A price can be seen by who can see its plan. */
export const resolvePrice: ResolveReference<BillingContext> = async ({ id }, { loaders }) => {
  if (!isId('prc', id)) return null;
  const price = await loaders.prices.byId.load(id);
  return price && (await loaders.plans.visibleById.load(price.planId)) ? price : null;
};
