import type { ResolveReference } from '@nutgraf/kit/graphql/federation';
import { isId } from '@nutgraf/kit/ids';
import type { BillingContext } from '../context';

/** Null alike for one that does not exist and one that is not the caller's to see. */
export const resolveSubscription: ResolveReference<BillingContext> = async ({ id }, { loaders }) =>
  isId('sub', id) ? loaders.subscriptions.byId.load(id) : null;
