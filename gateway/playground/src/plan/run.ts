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

/** The last operation that ran in a tab. */
export interface Run {
  readonly status: number;
  readonly durationMs: number;
  readonly bytes: number;
  /** Absent when the gateway does not show plans. */
  readonly plan?: QueryPlan;
}
