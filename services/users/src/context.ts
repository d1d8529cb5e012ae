import type { RequestContext } from '@nutgraf/kit/request-context';
import type { UsersLoaders } from './loaders';

/** What this service's resolvers get. */
export type UsersContext = RequestContext<UsersLoaders>;
