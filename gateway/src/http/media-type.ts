import Negotiator from 'negotiator';

/** The media types of GraphQL over HTTP; the first one where the client has no preference. */
export const graphqlMediaTypes: readonly string[] = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
];

/**
 * The offered media type that an `Accept` header prefers (RFC 9110 section 12.5.1); `undefined` when it takes none.
 * It is the one that Apollo Server chooses, who decides only after it has executed the operation.
 */
export function preferredMediaType(
  accept: string | undefined,
  offered: readonly string[],
): string | undefined {
  // Apollo Server takes an empty header for none.
  return accept ? new Negotiator({ headers: { accept } }).mediaType([...offered]) : offered[0];
}
