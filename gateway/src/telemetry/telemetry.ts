import { type IncomingHttpHeaders } from 'node:http';
import { type FetchFacts } from '../cache/fetch-tally';
import { type AccessRecord } from './access-log';
import { type TraceContext } from './trace-context';

/** Traces and metrics of this gateway. There is none where telemetry is off. */
export interface Telemetry {
  /** Begins what is told of one request to the graph. */
  begin(headers: IncomingHttpHeaders): RequestTelemetry;
  readonly traffic: TrafficTelemetry;
  readonly cache: CacheTelemetry;
  /** Sends what is left, for two seconds at most. */
  close(): Promise<void>;
}

/** One request of a client. */
export interface RequestTelemetry {
  readonly trace: TraceContext;
  /**
   * The operation has its plan.
   * @param sinceMs on the clock of `performance.now()`, when it was asked for
   * @param wasMade whether it had to be made first
   */
  onPrepared(sinceMs: number, wasMade: boolean): void;
  beginFetch(subgraph: string): FetchTelemetry;
  /** A fetch is over that the cache took part in. */
  onCachedFetch(facts: FetchFacts): void;
  /** The answer is out. */
  end(record: AccessRecord): void;
}

/** One fetch from a subgraph, with all its tries. */
export interface FetchTelemetry {
  /**
   * It is sent, or sent once more.
   * @returns `traceparent` for the subgraph: this try is the parent of what it does.
   */
  onSend(): string;
  end(outcome: FetchOutcome): void;
}

export interface FetchOutcome {
  /** HTTP status; absent when no answer came. */
  readonly status?: number;
  /** Bytes of the answer's body. */
  readonly bytes?: number;
  /** Code of the error, when there is no answer. */
  readonly error?: string;
}

/** What happens between the gateway and its subgraphs, beside fetches. */
export interface TrafficTelemetry {
  onBreakerChange(subgraph: string, state: string): void;
  onRetry(subgraph: string): void;
}

/** What happens to the store that gateways share, beside single fetches. */
export interface CacheTelemetry {
  /** It is asked for nothing from now on. */
  onAway(): void;
  onBack(awayMs: number): void;
  /** An entry was kept. */
  onStored(bytes: number): void;
  /** An entry was not kept, or a look was refused: it is too large, or the store is full, away or busy. */
  onRefused(reason: 'too_large' | 'full' | 'away' | 'busy'): void;
}
