import type { RequestContext } from '@nutgraf/kit/request-context';
import type { BillingLoaders } from './loaders';

export type BillingContext = RequestContext<BillingLoaders>;
