/** One GraphQL operation for one subgraph. */
export interface SubgraphRequest {
  /** Name of the subgraph, as in `join__Graph(name:)`. */
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
}

/** A subgraph's answer, parsed, its shape checked. At least one of `data` and `errors` is there. */
export interface SubgraphResponse {
  /** An object or `null` (GraphQL specification, 7.1.1). */
  readonly data?: unknown;
  readonly errors?: readonly SubgraphError[];
  readonly extensions?: unknown;
}

export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Sends a request and gives the answer. Rejects only with `UpstreamError`. */
export type SendToSubgraph = (request: SubgraphRequest) => Promise<SubgraphResponse>;
