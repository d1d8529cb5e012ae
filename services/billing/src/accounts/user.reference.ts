import type { ResolveReference } from '@nutgraf/kit/graphql/federation';
import { isId } from '@nutgraf/kit/ids';
import type { BillingContext } from '../context';

/** Billing does not know which users exist, so it answers for every well-formed id. */
export const resolveUser: ResolveReference<BillingContext> = ({ id }) =>
  Promise.resolve(isId('usr', id) ? { id } : null);
