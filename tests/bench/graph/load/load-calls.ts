/** A request as it is sent. `@` in the body becomes something else each time. */
export interface LoadedRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Asks the process of the clients to load one side. */
export interface LoadCall {
  readonly origin: string;
  readonly connections: number;
  /** In all, over all connections. */
  readonly requests: number;
  /** Sent in turn. */
  readonly kinds: readonly LoadedRequest[];
}

export interface LoadReply {
  /** In milliseconds. */
  readonly latencies: readonly number[];
}
