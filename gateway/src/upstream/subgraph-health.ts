import { type BreakerOptions, type BreakerState, CircuitBreaker } from './circuit-breaker';
import { RetryBudget } from './retry-budget';

export interface HealthOptions {
  readonly breaker: BreakerOptions;
  readonly retry: {
    /** How often a query is sent at most. */
    readonly attempts: number;
    /** Share of retries among the requests to one subgraph. */
    readonly budget: number;
  };
  /** Milliseconds; `performance.now` unless a test has its own clock. */
  readonly now?: () => number;
  /** From 0 to below 1; `Math.random` unless a test has its own. */
  readonly random?: () => number;
}

/** Watches what becomes of the traffic to subgraphs. */
export interface TrafficObserver {
  /** A breaker has changed. */
  onBreakerChange(subgraph: string, state: BreakerState, previous: BreakerState): void;
  /** A query is sent once more. */
  onRetry(subgraph: string): void;
}

/** What is known of one subgraph at one URL. */
export class SubgraphHealth {
  readonly breaker: CircuitBreaker;
  readonly budget: RetryBudget;
  readonly attempts: number;
  readonly now: () => number;
  readonly random: () => number;

  constructor(
    readonly subgraph: string,
    readonly url: string,
    { breaker, retry, now = () => performance.now(), random = Math.random }: HealthOptions,
    private readonly observer: TrafficObserver,
  ) {
    const onChange = (state: BreakerState, previous: BreakerState): void =>
      observer.onBreakerChange(subgraph, state, previous);
    this.breaker = new CircuitBreaker(breaker, onChange, now);
    this.budget = new RetryBudget(retry.budget);
    this.attempts = retry.attempts;
    this.now = now;
    this.random = random;
  }

  noteRetry(): void {
    this.observer.onRetry(this.subgraph);
  }
}

/** Belongs to the gateway, not to a graph: a reload of the supergraph makes no subgraph well. */
export class SubgraphHealths {
  readonly #known = new Map<string, SubgraphHealth>();

  constructor(
    private readonly options: HealthOptions,
    private readonly observer: TrafficObserver,
  ) {}

  /** What is known of a subgraph, which is nothing when it has moved. */
  of(subgraph: string, url: string): SubgraphHealth {
    const known = this.#known.get(subgraph);
    if (known?.url === url) return known;
    const health = new SubgraphHealth(subgraph, url, this.options, this.observer);
    this.#known.set(subgraph, health);
    return health;
  }
}
