import { z } from 'zod';

/** What differs for the answers of one subgraph. */
const subgraphSchema = z.strictObject({
  /** Whether its answers are kept. Default: yes. */
  enabled: z.boolean().default(true),
  /**
   * Headers that the subgraph gets of clients but whose values change nothing in its answers to queries, such as `cookie`
   * where it only matters to mutations. All others are part of what tells one answer from another.
   */
  ignoreHeaders: z.array(z.string().transform((name) => name.toLowerCase())).default([]),
});

/**
 * Keeps entities and root fields of subgraph answers in `redis`, for as long as subgraphs say in `Cache-Control`. What a
 * guest is told is shared among guests; what somebody signed in is told only if it is `public`. An answer is never older
 * than the last write of which its subgraph told, by tags and stamps. Give Redis a `maxmemory` and the policy `allkeys-lru`:
 * clients decide how much there is to keep, and whatever is evicted costs a fetch.
 */
export const cacheSchema = z.strictObject({
  /** Default: no. Subgraphs that do not tell of writes are answered from the cache until lifetimes end. */
  enabled: z.boolean().default(false),
  /** Seconds for which anything is fresh at most, whatever its subgraph says. Default: 60. */
  maxAgeSeconds: z.int().positive().max(86_400).default(60),
  /**
   * Seconds for which it may be used after that, at most, where its subgraph says `stale-while-revalidate` or
   * `stale-if-error`; never after a write. Default: 60.
   */
  maxStaleSeconds: z.int().min(0).max(86_400).default(60),
  /** Bytes of one entity or root field; larger ones are not kept. Default: 1048576. */
  maxEntryBytes: z.int().positive().default(1_048_576),
  /**
   * Bytes of memory for values that this gateway has seen: Redis then only says that they still count, and sends
   * nothing. Default: 67108864.
   */
  nearBytes: z.int().positive().default(67_108_864),
  /** Gateways on one Redis share what they keep where this and the supergraph are the same. Default: empty. */
  namespace: z.string().max(100).default(''),
  /**
   * Whether the header `nutgraf-cache: true` puts what the cache did into `extensions.cache`. Default: yes, unless
   * `NODE_ENV` is `production`.
   */
  expose: z.boolean().default(() => process.env.NODE_ENV !== 'production'),
  /** By the subgraph's name. */
  subgraphs: z.record(z.string(), subgraphSchema).default({}),
});
