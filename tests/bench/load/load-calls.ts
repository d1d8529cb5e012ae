/** One operation that clients send. */
export interface LoadedOperation {
  /** Body of the request. */
  readonly body: string;
  /** `data` of the right answer. Without it, what is answered first is right if it has no errors. */
  readonly data?: unknown;
}

/** Asks the process of the clients to load one gateway. */
export interface LoadCall {
  readonly url: string;
  readonly connections: number;
  /** In all, over all connections. */
  readonly requests: number;
  /** Sent in turn. */
  readonly operations: readonly LoadedOperation[];
}

export interface LoadReply {
  /** Of each request in the order in which they were sent, in milliseconds. */
  readonly latencies: readonly number[];
  readonly wallMs: number;
  /** How many answers were not what they should be. */
  readonly wrong: number;
  /** The first of them. */
  readonly firstWrong?: string;
}
