import type { ClientFacts } from '@nutgraf/contract/client-facts';
import type { AnswerCache } from './cache/answer-cache';
import type { Caller } from './caller';

/** The HTTP side of a request, for the few who need it: who is throttled, and who holds cookies. */
export interface HttpExchange {
  /** From where the client asks, as the gateway saw it. */
  readonly client: ClientFacts;
  /** `Cookie` header (RFC 6265), with the cookies that the gateway hands on to this service. */
  readonly cookie: string | undefined;
  /** Adds a `Set-Cookie` header to the answer. */
  setCookie(cookie: string): void;
}

/** What resolvers get. `Loaders` is the service's own set, made anew for each request. */
export interface RequestContext<Loaders = unknown> {
  readonly caller: Caller;
  readonly loaders: Loaders;
  readonly http: HttpExchange;
  /** How long the answer may be kept. Resolvers restrict it where `@cacheControl` cannot say so. */
  readonly cache: AnswerCache;
}
