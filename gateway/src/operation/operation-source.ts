import { type HTTPGraphQLRequest } from '@apollo/server';
import { RefusedOperation } from './refused-operation';

/**
 * The document's text as the request carries it; `undefined` when it is persisted, or of a wrong type.
 * @throws GraphQLError GRAPHQL_PARSE_FAILED, HTTP 400, when it has half a surrogate pair. No source text may, and
 * in UTF-8 it would turn into another character: documents are known by the hash of their UTF-8.
 */
export function sourceOf(request: HTTPGraphQLRequest): string | undefined {
  const source = textOf(request);
  if (typeof source !== 'string') return undefined;
  if (/\p{Cs}/u.test(source)) {
    const message = 'Syntax Error: The document has half a surrogate pair, which is no Unicode character.';
    throw new RefusedOperation('GRAPHQL_PARSE_FAILED', 400, message);
  }
  return source;
}

function textOf({ method, body, search }: HTTPGraphQLRequest): unknown {
  if (method !== 'POST') return new URLSearchParams(search).get('query');
  return typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
}
