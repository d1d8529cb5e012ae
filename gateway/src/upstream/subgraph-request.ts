import { type SubgraphOperation } from '../plan/query-plan';
import { type UpstreamError } from './upstream-error';

/** One GraphQL operation for one subgraph, ready to be sent. */
export interface SubgraphRequest {
  /** Name of the subgraph, as in `join__Graph(name:)`. */
  readonly subgraph: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** JSON of `query`, `variables` and `operationName` in UTF-8. What sends it does not look inside. */
  readonly body: Buffer;
  /** What the body says, where it was made of a plan. */
  readonly parts?: RequestParts;
}

/** What a request is made of, for who looks inside. */
export interface RequestParts {
  /** The same object for each run of a plan. */
  readonly operation: SubgraphOperation;
  /** Of the client's operation, coerced; by the client's names. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** For each `_entities` field of the operation, in its order; none for a plain operation. */
  readonly representations: readonly RepresentationList[];
}

/** What one `_entities` field asks for. */
export interface RepresentationList {
  readonly variable: string;
  /** JSON as byte strings: each character is one byte of its UTF-8 (latin1). */
  readonly texts: readonly string[];
}

/** What a subgraph answered over HTTP: all of it, and nobody has looked whether it is GraphQL. */
export interface RawAnswer {
  /** HTTP status. */
  readonly status: number;
  readonly body: Buffer;
  /** Names and values in turn; absent where no subgraph sent it just now. */
  readonly headers?: readonly Buffer[];
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

/** Takes what became of a request. Nobody catches what it throws. */
export type OnOutcome = (outcome: RawAnswer | UpstreamError) => void;

/**
 * Sends a request once. The outcome is told once, never before this returns and never out of the HTTP client's own
 * code. A callback, because a promise that waits for the network is old when it settles, and then keeps the answer
 * until the next major garbage collection.
 */
export type SendToSubgraph = (request: SubgraphRequest, onOutcome: OnOutcome) => void;

/** The subgraphs, as one operation has them. */
export interface Subgraphs {
  readonly send: SendToSubgraph;
  /**
   * Reads an answer. Errors in it are for the operator, too, so who reads an answer in another way leaves those
   * with errors to this.
   * @throws UpstreamError when it cannot be used.
   */
  read(subgraph: string, answer: RawAnswer): SubgraphResponse;
}
