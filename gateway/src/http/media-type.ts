import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

/** The media types of GraphQL over HTTP; the first one where the client has no preference. */
export const graphqlMediaTypes: readonly string[] = [
  'application/json; charset=utf-8',
  'application/graphql-response+json; charset=utf-8',
];

/** Browsers and client libraries send a handful of different headers; anybody may send others. */
const remembered = { max: 200, maxLength: 500 };
const choices = new WeakMap<readonly string[], LRUCache<string, readonly (string | undefined)[]>>();

/**
 * The offered media type that an `Accept` header prefers (RFC 9110 section 12.5.1); `undefined` when it takes none.
 * It is the one that Apollo Server chooses, who decides only after it has executed the operation.
 */
export function preferredMediaType(
  accept: string | undefined,
  offered: readonly string[],
): string | undefined {
  // Apollo Server takes an empty header for none.
  if (!accept) return offered[0];
  const choose = () => new Negotiator({ headers: { accept } }).mediaType([...offered]);
  if (accept.length > remembered.maxLength) return choose();
  let known = choices.get(offered);
  if (!known) choices.set(offered, (known = new LRUCache({ max: remembered.max })));
  let choice = known.get(accept);
  if (!choice) known.set(accept, (choice = [choose()]));
  return choice[0];
}
