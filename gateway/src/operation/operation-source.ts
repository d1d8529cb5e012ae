import { type HTTPGraphQLRequest } from '@apollo/server';

/** The document's text as the request carries it; `undefined` when it is persisted, or of a wrong type. */
export function sourceOf({ method, body, search }: HTTPGraphQLRequest): string | undefined {
  if (method !== 'POST') return new URLSearchParams(search).get('query') ?? undefined;
  const query: unknown =
    typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
  return typeof query === 'string' ? query : undefined;
}
