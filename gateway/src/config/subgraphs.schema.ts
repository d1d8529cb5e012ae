import { z } from 'zod';
import { requestCookiesSchema, requestHeadersSchema, responseHeadersSchema } from './header-names.schema';

/** What differs from the supergraph's own word about one subgraph, by the subgraph's name. */
export const subgraphsSchema = z.record(
  z.string(),
  z.strictObject({
    /** Replaces the URL in the supergraph. */
    url: z.url({ protocol: /^https?$/, error: 'expected an http or https URL' }).optional(),
    /** Longest wait for one answer of this subgraph, in milliseconds; `traffic.subgraphTimeoutMs` otherwise. */
    timeoutMs: z.int().positive().optional(),
    /** Headers of the client that this subgraph gets. `authorization` hands it the caller's token. */
    requestHeaders: requestHeadersSchema,
    /** Cookies of the client that this subgraph gets, in a `Cookie` header with these alone. */
    requestCookies: requestCookiesSchema,
    /**
     * Headers of this subgraph that the client gets, errors or not. Of `set-cookie` every value passes, and the answer
     * is then not to be stored; of other names the last value to arrive counts.
     */
    responseHeaders: responseHeadersSchema,
  }),
);
