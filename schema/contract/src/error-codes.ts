/**
 * Every `extensions.code` that an error of Nutgraf's gateway or of its own subgraphs can carry. Closed list;
 * the gateway also hands on what the subgraphs of a stranger's graph say.
 */
export const errorCodes = [
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'OPERATION_LIMIT_EXCEEDED',
  'COST_LIMIT_EXCEEDED',
  'RATE_LIMITED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_REQUIRED',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'SUBREQUEST_HTTP_ERROR',
  'SUBREQUEST_TIMEOUT',
  'SUBREQUEST_MALFORMED_RESPONSE',
  'SUBGRAPH_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
  'INTERNAL_SERVER_ERROR',
  // Apollo Server's own, passed on as they are.
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_SUPPORTED',
] as const;

/** One of {@link errorCodes}. */
export type ErrorCode = (typeof errorCodes)[number];

/** True for a code of the closed list. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return (errorCodes as readonly unknown[]).includes(value);
}
