import { readAnswer } from '@nutgraf/gateway/upstream/read-answer';
import {
  type RawAnswer,
  type SubgraphRequest,
  type SubgraphResponse,
  type Subgraphs,
} from '@nutgraf/gateway/upstream/subgraph-request';
import { UpstreamError } from '@nutgraf/gateway/upstream/upstream-error';
import { type ReadRequest } from './fixture-graph';

/** Answers a request. What it rejects with is an outcome when it is an `UpstreamError`, otherwise a defect of the test. */
export type AnswerRequest = (request: ReadRequest) => Promise<SubgraphResponse>;

/** Subgraphs that are asked as over HTTP, in bytes both ways, but live in this process. */
export class FixtureSubgraphs implements Subgraphs {
  readonly requests: ReadRequest[] = [];
  readonly #outcomes = new Map<string, (RawAnswer | UpstreamError)[]>();
  #defect: { readonly error: unknown } | undefined;

  constructor(private readonly answer: AnswerRequest) {}

  readonly send: Subgraphs['send'] = ({ subgraph, kind, body }, onOutcome) => {
    const content = JSON.parse(body.toString('utf8')) as Omit<ReadRequest, 'subgraph' | 'kind'>;
    const request = { subgraph, kind, ...content };
    this.requests.push(request);
    const outcome = this.answer(request).then(
      (response) => ({ status: 200, body: Buffer.from(JSON.stringify(response)) }),
      (error: unknown) => {
        if (error instanceof UpstreamError) return error;
        this.#defect ??= { error };
        return new UpstreamError('SUBREQUEST_HTTP_ERROR', subgraph, 'The test has a defect.');
      },
    );
    void outcome.then((told) => {
      const key = keyOf({ subgraph, kind, body });
      this.#outcomes.set(key, [...(this.#outcomes.get(key) ?? []), told]);
      process.nextTick(onOutcome, told);
    });
  };

  readonly read: Subgraphs['read'] = readAnswer;

  /** The same subgraphs, for who asks the same once more: what was not asked before is a defect. */
  again(): FixtureSubgraphs {
    const again = new FixtureSubgraphs(this.answer);
    const send: Subgraphs['send'] = (request, onOutcome) => {
      const outcome = this.#outcomes.get(keyOf(request))?.shift();
      again.#defect ??= outcome ? undefined : { error: new Error(`Not asked before: ${keyOf(request)}`) };
      process.nextTick(
        onOutcome,
        outcome ?? new UpstreamError('SUBREQUEST_HTTP_ERROR', request.subgraph, ''),
      );
    };
    return Object.assign(again, { send });
  }

  /** @throws what was no outcome */
  throwDefect(): void {
    if (this.#defect) throw this.#defect.error;
  }
}

function keyOf({ subgraph, body }: SubgraphRequest): string {
  return `${subgraph} ${body.toString()}`;
}
