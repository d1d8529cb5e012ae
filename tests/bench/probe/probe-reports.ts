interface Collections {
  count: number;
  ms: number;
}

/** Delay of the event loop, and garbage collections, while it was watched. */
export interface LoopReport {
  /** A loop with nothing to do shows about 1 ms, which is how often it is looked at. */
  p50Ms: number;
  p99Ms: number;
  maxMs: number;
  readonly scavenges: Collections;
  /** Time of all that are not scavenges. */
  readonly majorGcs: Collections;
}

/** After a full collection where the process allows it (`--expose-gc`), in bytes. */
export interface MemoryReport {
  readonly rss: number;
  readonly heapUsed: number;
}
