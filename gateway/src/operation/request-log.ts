import { type AnswerFacts } from '../upstream/subgraph-client';
import { UpstreamError } from '../upstream/upstream-error';

/** One request to a subgraph, as it is shown to who asks for the plan. */
export interface SubgraphRequestFacts {
  readonly subgraph: string;
  /** Milliseconds from the beginning of the operation's execution to the start of the request. */
  readonly startMs: number;
  readonly durationMs: number;
  /** HTTP status; absent when no answer came. */
  readonly status?: number;
  /** Bytes of the bodies, without headers. */
  readonly requestBytes?: number;
  readonly responseBytes?: number;
  /** Code of the error, when there is no answer that can be used. */
  readonly error?: string;
}

type Mutable<Facts> = { -readonly [Key in keyof Facts]: Facts[Key] };

/** A request under way. */
export interface LoggedRequest {
  readonly answered: (facts: AnswerFacts) => void;
  readonly ended: (error?: unknown) => void;
}

/** Notes the subgraph requests of one operation, in the order of their start. */
export class RequestLog {
  readonly #startedAtMs = performance.now();
  readonly #requests: Mutable<SubgraphRequestFacts>[] = [];

  get requests(): readonly SubgraphRequestFacts[] {
    return this.#requests;
  }

  begin(subgraph: string): LoggedRequest {
    const startMs = this.#elapsedMs();
    const request: Mutable<SubgraphRequestFacts> = { subgraph, startMs, durationMs: 0 };
    this.#requests.push(request);
    return {
      answered: (facts) => void Object.assign(request, facts),
      ended: (error) => {
        request.durationMs = rounded(this.#elapsedMs() - startMs);
        if (!(error instanceof UpstreamError)) return;
        request.error = error.code;
        if (error.status !== undefined) request.status = error.status;
      },
    };
  }

  #elapsedMs(): number {
    return rounded(performance.now() - this.#startedAtMs);
  }
}

/** Hundredths of a millisecond are as much as anyone reads. */
function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
