import { z } from 'zod';

/** Another try for queries that nobody answered. Mutations are never sent twice. */
const retrySchema = z.strictObject({
  /** How often a query is sent at most: 1 is never again. Default 2. */
  attempts: z.int().min(1).max(5).default(2),
  /** Share of retries among the requests to one subgraph, from 0 (none) to 1; ten more are free. Default 0.1. */
  budget: z.number().min(0).max(1).default(0.1),
});

/** When a subgraph that does not answer is not asked for a while; its fields then fail at once. */
const breakerSchema = z.strictObject({
  /** Failures in a row after which it is not asked; 0 is never. Default 5. */
  failures: z.int().min(0).default(5),
  /** Milliseconds until one request may find out whether it is back. Default 500. */
  probeAfterMs: z.int().positive().default(500),
});

/** How long subgraphs may take, how much they may answer, and what happens when they fail. */
export const trafficSchema = z.strictObject({
  /** Longest wait for one answer of a subgraph, in milliseconds, another try included. Default 5000. */
  subgraphTimeoutMs: z.int().positive().default(5_000),
  /** Longest wait for a connection to a subgraph, in milliseconds. Default 1000. */
  connectTimeoutMs: z.int().positive().default(1_000),
  /** Time for a whole operation, in milliseconds; what is left of it travels to the subgraphs. Default 30000. */
  deadlineMs: z.int().positive().default(30_000),
  /** Largest answer of a subgraph, in bytes. Default 16000000. */
  maxResponseBytes: z.int().positive().default(16_000_000),
  /** Connections to one origin; more requests wait for a free one, and their time runs. Default 1000. */
  maxConnections: z.int().positive().default(1_000),
  /** Milliseconds that a connection is used, so that changes in DNS are seen. Default 60000. */
  connectionLifetimeMs: z.int().positive().default(60_000),
  /**
   * Operations under way at once; what comes beyond is answered 503 at once, with `Retry-After`. Default 1000: with
   * more, all of them would be late.
   */
  maxOperations: z.int().positive().default(1_000),
  retry: retrySchema.prefault({}),
  breaker: breakerSchema.prefault({}),
});
