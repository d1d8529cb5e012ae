import {
  type OnOutcome,
  type RawAnswer,
  type SubgraphRequest,
  type SubgraphResponse,
  type Subgraphs,
} from '../../../upstream/subgraph-request';
import { type UpstreamError } from '../../../upstream/upstream-error';

interface Exchange {
  readonly request: SubgraphRequest;
  outcome: RawAnswer | UpstreamError | undefined;
  /** Who wants to know, last. */
  onOutcome: OnOutcome;
}

/**
 * Remembers what was sent and answered, so that the same plan can be executed again without asking anybody twice: a
 * mutation must not happen a second time.
 */
export class Recorder {
  #exchanges: Exchange[] = [];

  constructor(private readonly subgraphs: Subgraphs) {}

  send(request: SubgraphRequest, onOutcome: OnOutcome): void {
    const exchange: Exchange = { request, outcome: undefined, onOutcome };
    this.#exchanges.push(exchange);
    this.subgraphs.send(request, (outcome) => {
      exchange.outcome = outcome;
      exchange.onOutcome(outcome);
    });
  }

  /** Gives what became of a request that was sent before, also what is still to come, once; sends others. */
  again(): Subgraphs {
    return {
      send: (request, onOutcome) => this.#sendAgain(request, onOutcome),
      read: (subgraph, answer): SubgraphResponse => this.subgraphs.read(subgraph, answer),
    };
  }

  /** Lets go of everything. */
  forget(): void {
    this.#exchanges = [];
  }

  #sendAgain(request: SubgraphRequest, onOutcome: OnOutcome): void {
    const at = this.#exchanges.findIndex(({ request: sent }) => isSame(sent, request));
    const [exchange] = at === -1 ? [] : this.#exchanges.splice(at, 1);
    if (!exchange) return this.subgraphs.send(request, onOutcome);
    if (exchange.outcome) process.nextTick(onOutcome, exchange.outcome);
    else exchange.onOutcome = onOutcome;
  }
}

function isSame(a: SubgraphRequest, b: SubgraphRequest): boolean {
  return a.subgraph === b.subgraph && a.body.equals(b.body);
}
