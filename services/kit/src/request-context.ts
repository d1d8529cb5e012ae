import type { Caller } from './caller';

/** What resolvers get. `Loaders` is the service's own set, made anew for each request. */
export interface RequestContext<Loaders = unknown> {
  readonly caller: Caller;
  readonly loaders: Loaders;
}
