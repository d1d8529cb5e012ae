import { readResponse } from './read-response';
import { type RawAnswer, type SubgraphResponse } from './subgraph-request';
import { UpstreamError } from './upstream-error';

/**
 * Reads what a subgraph answered. A well-formed GraphQL answer is used whatever its status.
 * @throws UpstreamError when it is none.
 */
export function readAnswer(subgraph: string, { status, body }: RawAnswer): SubgraphResponse {
  return readResponse(body.toString('utf8')) ?? refuse(subgraph, status);
}

function refuse(subgraph: string, status: number): never {
  const isSuccess = status >= 200 && status < 300;
  throw isSuccess
    ? new UpstreamError(
        'SUBREQUEST_MALFORMED_RESPONSE',
        subgraph,
        'The subgraph gave an answer that is not GraphQL.',
        { status },
      )
    : new UpstreamError('SUBREQUEST_HTTP_ERROR', subgraph, `The subgraph answered with status ${status}.`, {
        status,
      });
}
