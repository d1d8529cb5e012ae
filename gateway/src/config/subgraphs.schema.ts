import { z } from 'zod';

/** What differs from the supergraph's own word about one subgraph, by the subgraph's name. */
export const subgraphsSchema = z.record(
  z.string(),
  z.strictObject({
    /** Replaces the URL in the supergraph. */
    url: z.url({ protocol: /^https?$/, error: 'expected an http or https URL' }).optional(),
    /** Longest wait for one answer of this subgraph, in milliseconds; `traffic.subgraphTimeoutMs` otherwise. */
    timeoutMs: z.int().positive().optional(),
  }),
);
