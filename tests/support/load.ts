/** What became of one request. */
export interface Sample<T> {
  /** Milliseconds since the load began. */
  readonly startMs: number;
  readonly durationMs: number;
  /** What it resolved to, or what it was rejected with. */
  readonly result: T | Error;
}

/** Requests at a constant rate, whatever becomes of those before, as from many clients that know nothing of each other. */
export class Load<T> {
  readonly samples: Sample<T>[] = [];
  /** Requests without an answer, at most. */
  mostUnderWay = 0;
  readonly #underWay = new Set<Promise<void>>();
  readonly #timer: NodeJS.Timeout;
  readonly #startedAtMs = performance.now();
  #sent = 0;

  constructor(
    perSecond: number,
    private readonly ask: (index: number) => Promise<T>,
  ) {
    this.#timer = setInterval(() => {
      const due = ((performance.now() - this.#startedAtMs) / 1_000) * perSecond;
      while (this.#sent < due) this.#send(this.#sent++);
    }, 5);
  }

  /** What was answered after a sample's number, and holds. */
  count(after: number, holds: (result: T) => boolean): number {
    return this.samples.slice(after).filter(({ result }) => !(result instanceof Error) && holds(result))
      .length;
  }

  /** Sends no more, and resolves when all was answered. */
  async stop(): Promise<readonly Sample<T>[]> {
    clearInterval(this.#timer);
    await Promise.all(this.#underWay);
    return this.samples;
  }

  #send(index: number): void {
    const startMs = performance.now() - this.#startedAtMs;
    const note = (result: T | Error): void => {
      const durationMs = performance.now() - this.#startedAtMs - startMs;
      this.samples.push({ startMs, durationMs, result });
      this.#underWay.delete(sending);
    };
    const sending = this.ask(index).then(note, (error: unknown) => note(error as Error));
    this.#underWay.add(sending);
    this.mostUnderWay = Math.max(this.mostUnderWay, this.#underWay.size);
  }
}

/** Percentiles of durations, in words. */
export function latencies(samples: readonly Pick<Sample<unknown>, 'durationMs'>[]): string {
  const sorted = samples.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(0);
  return `${sorted.length} requests, ms at p50 ${at(0.5)}, p99 ${at(0.99)}, most ${at(1)}`;
}
