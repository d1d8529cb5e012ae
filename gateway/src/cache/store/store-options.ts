/** Why an entry was not stored: Redis is full or away, or more is on its way than it takes. */
export type Refusal = 'full' | 'away' | 'busy';

/** Told of what happens to a store, for metrics. */
export interface StoreWatch {
  onAway(): void;
  onBack(awayMs: number): void;
  /** For each entry, and each lookup that a full Redis refused. */
  onRefused(reason: Refusal): void;
  /** @param bytes as they are kept in Redis */
  onStored(bytes: number): void;
  onTooLarge(): void;
}

/** Time as the store sees it; a test brings its own. */
export interface Clock {
  now(): number;
  /** @returns what cancels it */
  after(ms: number, run: () => void): () => void;
}

export interface StoreOptions {
  /** Longest wait for one answer, in milliseconds. */
  readonly patienceMs: number;
  /** Between two tries whether Redis is back. */
  readonly probeEveryMs: number;
  /** Of one entry's text; a larger one is left out. */
  readonly entryBytes: number;
  /** Of one entry; one with more is left out. */
  readonly entryTags: number;
  /** Of all texts that this process holds. */
  readonly nearBytes: number;
  readonly watch?: StoreWatch;
  readonly clock: Clock;
}

export const defaultStoreOptions: StoreOptions = {
  patienceMs: 50,
  probeEveryMs: 250,
  entryBytes: 1_000_000,
  // What a subgraph may name, and what the gateway adds.
  entryTags: 1_010,
  nearBytes: 32_000_000,
  clock: {
    now: () => performance.now(),
    after: (ms, run) => {
      let soon: NodeJS.Immediate | undefined;
      // A process that was late itself reads first what has come meanwhile.
      const timer = setTimeout(() => (soon = setImmediate(run)), ms).unref();
      return () => {
        clearTimeout(timer);
        clearImmediate(soon);
      };
    },
  },
};
