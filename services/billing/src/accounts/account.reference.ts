import type { ResolveReference } from '@nutgraf/kit/graphql/federation';
import { isId } from '@nutgraf/kit/ids';
import type { BillingContext } from '../context';

/** Billing does not know which accounts exist, so it answers for every well-formed id. */
export const resolveAccount: ResolveReference<BillingContext> = ({ id }) =>
  Promise.resolve(isId('acc', id) ? { id } : null);
