/** One operation that clients send. */
export interface LoadedOperation {
  /** Body of the request. */
  readonly body: string;
  /** `data` of the right answer. */
  readonly data: unknown;
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

/** Every answer was right: otherwise the call fails. */
export interface LoadReply {
  /** Of each request in the order in which they ended, in milliseconds. */
  readonly latencies: readonly number[];
  readonly wallMs: number;
}
