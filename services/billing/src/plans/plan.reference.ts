import type { ResolveReference } from '@nutgraf/kit/graphql/federation';
import { isId } from '@nutgraf/kit/ids';
import type { BillingContext } from '../context';
import { seenByAll } from './seen-by-all';

export const resolvePlan: ResolveReference<BillingContext> = async ({ id }, { loaders, cache }) =>
  isId('pln', id) ? seenByAll(await loaders.plans.visibleById.load(id), cache) : null;
