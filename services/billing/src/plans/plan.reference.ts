import type { ResolveReference } from '@nutgraf/kit/graphql/federation';
import { isId } from '@nutgraf/kit/ids';
import type { BillingContext } from '../context';

export const resolvePlan: ResolveReference<BillingContext> = async ({ id }, { loaders }) =>
  isId('pln', id) ? loaders.plans.visibleById.load(id) : null;
