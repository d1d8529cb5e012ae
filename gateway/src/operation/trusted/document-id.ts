import { type HTTPGraphQLRequest } from '@apollo/server';
import { isRecord, parseJson } from '../../upstream/foreign-json';

/**
 * A request that names its document by `documentId`, in the form in which Apollo Server takes ids; any other request as
 * it is. https://github.com/graphql/graphql-over-http, "Persisted Documents"
 */
export function withPersistedQuery(request: HTTPGraphQLRequest): HTTPGraphQLRequest {
  return request.method === 'POST' ? inBody(request) : inSearch(request);
}

function inBody(request: HTTPGraphQLRequest): HTTPGraphQLRequest {
  const { body } = request;
  if (!isRecord(body) || typeof body.documentId !== 'string' || typeof body.query === 'string')
    return request;
  // What is of a wrong type is for Apollo Server to refuse.
  const extensions = body.extensions ?? {};
  if (!isRecord(extensions)) return request;
  return { ...request, body: { ...body, extensions: withId(extensions, body.documentId) } };
}

function inSearch(request: HTTPGraphQLRequest): HTTPGraphQLRequest {
  if (!request.search.includes('documentId')) return request;
  const parameters = new URLSearchParams(request.search);
  const [id, another] = parameters.getAll('documentId');
  if (id === undefined || another !== undefined || parameters.has('query')) return request;
  const [text = '{}', more] = parameters.getAll('extensions');
  const extensions = parseJson(text);
  if (more !== undefined || !isRecord(extensions)) return request;
  parameters.set('extensions', JSON.stringify(withId(extensions, id)));
  return { ...request, search: `?${parameters.toString()}` };
}

function withId(extensions: Record<string, unknown>, id: string): Record<string, unknown> {
  return { ...extensions, persistedQuery: { version: 1, sha256Hash: id.replace(/^sha256:/, '') } };
}
