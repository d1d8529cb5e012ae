/** Asks the process of the subgraphs for its counters. */
export interface StubCall {
  /** From now on each answer takes this long. */
  readonly delayMs?: number;
}

export interface StubReply {
  /** GraphQL endpoints by the subgraphs' names. */
  readonly urls: Readonly<Record<string, string>>;
  /** Counted since the start. */
  readonly requests: number;
  readonly bytes: number;
}
