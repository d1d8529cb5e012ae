import { readAnswer } from '@nutgraf/gateway/upstream/read-answer';
import { type SubgraphResponse, type Subgraphs } from '@nutgraf/gateway/upstream/subgraph-request';
import { UpstreamError } from '@nutgraf/gateway/upstream/upstream-error';
import { type ReadRequest } from './fixture-graph';

/** Answers a request. What it rejects with is an outcome when it is an `UpstreamError`, otherwise a defect of the test. */
export type AnswerRequest = (request: ReadRequest) => Promise<SubgraphResponse>;

/** Subgraphs that are asked as over HTTP, in bytes both ways, but live in this process. */
export class FixtureSubgraphs implements Subgraphs {
  readonly requests: ReadRequest[] = [];
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
    void outcome.then((told) => process.nextTick(onOutcome, told));
  };

  readonly read: Subgraphs['read'] = readAnswer;

  /** @throws what was no outcome */
  throwDefect(): void {
    if (this.#defect) throw this.#defect.error;
  }
}
