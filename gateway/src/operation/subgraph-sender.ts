import { headers } from '@nutgraf/contract/headers';
import { type Credentials } from '../identity/subgraph-credentials';
import { type SubgraphClient } from '../upstream/subgraph-client';
import { type SendToSubgraph, type SubgraphError } from '../upstream/subgraph-request';
import { UpstreamError } from '../upstream/upstream-error';
import { type ClientCall } from './client-call';
import { type HeaderPropagation, headersForSubgraph, noteSubgraphHeaders } from './header-propagation';
import { type RequestLog } from './request-log';

/** Errors of one answer that are reported at most; the first ones tell what is wrong. */
const mostReported = 10;

/** Told of every failed call and every error that a subgraph answered, in the words that clients do not see. */
export type ReportSubgraph = (report: {
  readonly subgraph: string;
  readonly traceId: string;
  readonly err?: unknown;
  /** The first of them, and how many there are. */
  readonly errors?: readonly SubgraphError[];
  readonly errorCount?: number;
}) => void;

/**
 * Sends on behalf of one call: with its trace, what is left of its time, and proof of who asks. Of the
 * client's own headers it gets what configuration names.
 * @param log notes each request, for who wants to see them
 */
export function sendFor(
  { trace, signal, deadlineAtMs, headers: clientHeaders, answerHeaders }: ClientCall,
  client: SubgraphClient,
  credentials: Credentials,
  report: ReportSubgraph,
  propagation: HeaderPropagation,
  log?: RequestLog,
): SendToSubgraph {
  const { traceId, traceparent } = trace;
  return async (request) => {
    const { subgraph } = request;
    const rules = propagation.rulesOf(subgraph);
    const leftMs = () => Math.max(0, Math.floor(deadlineAtMs - performance.now()));
    const headersOf = (body: string, path: string) => ({
      ...(rules && headersForSubgraph(rules, clientHeaders)),
      traceparent,
      [headers.deadline]: String(leftMs()),
      ...credentials({ path, audience: subgraph, body }),
    });
    const logged = log?.begin(subgraph);
    try {
      // Nobody waits for it any more, and a mutation must not happen behind the client's back.
      if (leftMs() === 0)
        throw new UpstreamError('SUBREQUEST_TIMEOUT', subgraph, 'No time was left for the subgraph.');
      const response = await client.send(request, {
        signal,
        deadlineMs: leftMs(),
        headers: headersOf,
        onHeaders: rules && ((answered) => noteSubgraphHeaders(rules, answered, answerHeaders)),
        onAnswer: logged?.answered,
      });
      logged?.ended();
      if (response.errors) {
        const { length: errorCount } = response.errors;
        report({
          subgraph,
          traceId,
          errorCount,
          errors: response.errors.slice(0, mostReported).map(loggable),
        });
      }
      return response;
    } catch (err) {
      logged?.ended(err);
      if (!signal.aborted) report({ subgraph, traceId, err });
      throw err;
    }
  };
}

/** What is wrong with an input is told in words that quote it, to the client: a password may have come in the wrong field. */
function loggable(error: SubgraphError): SubgraphError {
  if (error.extensions?.code !== 'BAD_USER_INPUT') return error;
  const { path, extensions } = error;
  return {
    message: 'An input was refused.',
    ...(path && { path }),
    extensions: { code: extensions.code },
  };
}
