import { z } from 'zod';

/** How long subgraphs may take and how much they may answer. */
export const trafficSchema = z.strictObject({
  /** Longest wait for one answer of a subgraph, in milliseconds. */
  subgraphTimeoutMs: z.int().positive().default(5_000),
  /** Longest wait for a connection to a subgraph, in milliseconds. */
  connectTimeoutMs: z.int().positive().default(1_000),
  /** Budget of a whole operation, in milliseconds; what is left of it travels to the subgraphs. */
  deadlineMs: z.int().positive().default(30_000),
  /** Largest answer of a subgraph, in bytes. */
  maxResponseBytes: z.int().positive().default(16_000_000),
});
