/** One request of the gateway to a subgraph. Times in milliseconds from the beginning of the execution. */
export interface SubgraphRequest {
  readonly subgraph: string;
  readonly startMs: number;
  readonly durationMs: number;
  readonly status?: number;
  readonly requestBytes?: number;
  readonly responseBytes?: number;
  readonly error?: string;
}

/** What the gateway tells of the way of one operation. */
export interface QueryPlan {
  readonly text: string;
  readonly requests: readonly SubgraphRequest[];
}

/** What the gateway's cache did for one fetch of the plan. */
export interface CachedFetch {
  readonly subgraph: string;
  readonly status: string;
  /** Entities, or root fields, by type. */
  readonly types: Readonly<Record<string, { readonly hits: number; readonly misses: number }>>;
}

/** The last operation that ran in a tab. */
export interface Run {
  readonly status: number;
  readonly durationMs: number;
  readonly bytes: number;
  /** Absent when the gateway does not show plans. */
  readonly plan?: QueryPlan;
  /** Absent when the gateway has no cache, or does not show what it does. */
  readonly cache?: readonly CachedFetch[];
}
