import { randomBytes } from 'node:crypto';
import type { IdentityClaims } from '@nutgraf/contract/identity';
import type { SigningKey } from '@nutgraf/contract/signature';
import { send, signPost, type GraphqlRequest, type SubgraphAnswer } from './subgraph-client';

export interface TracedRequest {
  readonly request: GraphqlRequest;
  readonly claims?: IdentityClaims;
  /** Whether the gateway exports the trace itself; it does unless told otherwise. */
  readonly isSampled?: boolean;
}

/** Place of the request in its trace, and the answer. */
export interface TracedAnswer {
  readonly traceId: string;
  /** Span of whoever asked. */
  readonly parentSpanId: string;
  readonly answer: SubgraphAnswer;
}

/**
 * Asks a subgraph as the gateway would, each time in a trace of its own.
 * @param url `http://host:port` of the service.
 * @param audience Its name.
 */
export async function askInTrace(
  url: string,
  audience: string,
  keys: readonly [SigningKey, ...SigningKey[]],
  { request, claims, isSampled = true }: TracedRequest,
): Promise<TracedAnswer> {
  const traceId = randomBytes(16).toString('hex');
  const parentSpanId = randomBytes(8).toString('hex');
  const post = signPost(url, audience, keys, request, claims);
  const traceparent = `00-${traceId}-${parentSpanId}-${isSampled ? '01' : '00'}`;
  const answer = await send({ ...post, headers: { ...post.headers, traceparent } });
  return { traceId, parentSpanId, answer };
}
