/** closed: all goes through. open: nothing does. half-open: one request has to find out. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** What a request says of its subgraph; `unknown` when it ended for another reason. */
export type Verdict = 'answered' | 'failed' | 'unknown';

export interface BreakerOptions {
  /** Failures in a row that open it; with 0 it never opens. */
  readonly failures: number;
  /** Milliseconds between opening, or a failed probe, and the next probe. */
  readonly probeAfterMs: number;
}

/** Told of each change, once. */
export type OnBreakerChange = (state: BreakerState, previous: BreakerState) => void;

/** Shown by {@link CircuitBreaker.admit} instead of a pass when nothing may be sent. */
export const noPass = 0;

/**
 * Keeps requests from a subgraph that does not answer. Each request gets a pass and hands it back with a verdict. A pass
 * belongs to one state: what began before a change says nothing of what is now.
 */
export class CircuitBreaker {
  #state: BreakerState = 'closed';
  #failuresInARow = 0;
  #probeAtMs = 0;
  #isProbing = false;
  #pass = 1;

  constructor(
    private readonly options: BreakerOptions,
    private readonly onChange: OnBreakerChange,
    private readonly now: () => number,
  ) {}

  get state(): BreakerState {
    return this.#state;
  }

  /** @returns a pass, or {@link noPass}: fail at once. */
  admit(): number {
    if (this.#state === 'closed') return this.#pass;
    if (this.#isProbing) return noPass;
    if (this.#state === 'open') {
      if (this.now() < this.#probeAtMs) return noPass;
      this.#become('half-open');
    }
    this.#isProbing = true;
    return this.#pass;
  }

  /** Every pass has to come back, once. */
  settle(pass: number, verdict: Verdict): void {
    if (pass !== this.#pass) return;
    this.#isProbing = false;
    if (verdict === 'unknown') return;
    if (verdict === 'answered') {
      this.#failuresInARow = 0;
      if (this.#state === 'half-open') this.#become('closed');
      return;
    }
    this.#failuresInARow += 1;
    const isEnough = this.#failuresInARow >= this.options.failures && this.options.failures > 0;
    if (this.#state === 'half-open' || isEnough) this.#open();
  }

  #open(): void {
    this.#probeAtMs = this.now() + this.options.probeAfterMs;
    this.#become('open');
  }

  #become(state: BreakerState): void {
    const previous = this.#state;
    this.#state = state;
    this.#pass += 1;
    this.onChange(state, previous);
  }
}
