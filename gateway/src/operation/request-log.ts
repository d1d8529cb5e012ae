import { type RawAnswer, type Subgraphs } from '../upstream/subgraph-request';
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

/** Notes the subgraph requests of one operation, in the order of their start. */
export class RequestLog {
  readonly #startedAtMs = performance.now();
  readonly #requests: Mutable<SubgraphRequestFacts>[] = [];

  get requests(): readonly SubgraphRequestFacts[] {
    return this.#requests;
  }

  /** The same subgraphs, with each request noted. */
  watch(subgraphs: Subgraphs): Subgraphs {
    const byAnswer = new Map<RawAnswer, Mutable<SubgraphRequestFacts>>();
    return {
      send: (request, onOutcome) => {
        const facts = this.#begin(request.subgraph);
        subgraphs.send(request, (outcome) => {
          facts.durationMs = rounded(this.#elapsedMs() - facts.startMs);
          if (outcome instanceof UpstreamError) {
            noteError(facts, outcome);
          } else {
            byAnswer.set(outcome, facts);
            facts.status = outcome.status;
            facts.requestBytes = request.body.length;
            facts.responseBytes = outcome.body.length;
          }
          onOutcome(outcome);
        });
      },
      read: (subgraph, answer) => {
        try {
          return subgraphs.read(subgraph, answer);
        } catch (error) {
          const facts = byAnswer.get(answer);
          if (facts) noteError(facts, error);
          throw error;
        }
      },
    };
  }

  #begin(subgraph: string): Mutable<SubgraphRequestFacts> {
    const facts = { subgraph, startMs: this.#elapsedMs(), durationMs: 0 };
    this.#requests.push(facts);
    return facts;
  }

  #elapsedMs(): number {
    return rounded(performance.now() - this.#startedAtMs);
  }
}

function noteError(facts: Mutable<SubgraphRequestFacts>, error: unknown): void {
  if (!(error instanceof UpstreamError)) return;
  facts.error = error.code;
  if (error.status !== undefined) facts.status = error.status;
}

/** Hundredths of a millisecond are as much as anyone reads. */
function rounded(ms: number): number {
  return Math.round(ms * 100) / 100;
}
