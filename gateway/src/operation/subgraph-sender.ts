import { headers } from '@nutgraf/contract/headers';
import { type Credentials } from '../identity/subgraph-credentials';
import { type SubgraphClient } from '../upstream/subgraph-client';
import { type SendToSubgraph } from '../upstream/subgraph-request';
import { type ClientCall } from './client-call';

/**
 * Sends on behalf of one call: with its trace, what is left of its time, and proof of who asks. Nothing of the
 * client's own headers is passed on.
 */
export function sendFor(call: ClientCall, client: SubgraphClient, credentials: Credentials): SendToSubgraph {
  return (request) => {
    const leftMs = () => Math.max(0, Math.floor(call.deadlineAtMs - performance.now()));
    return client.send(request, {
      signal: call.signal,
      deadlineMs: leftMs(),
      headers: (body, path) => ({
        traceparent: call.trace.traceparent,
        [headers.deadline]: String(leftMs()),
        ...credentials({ path, audience: request.subgraph, body }),
      }),
    });
  };
}
