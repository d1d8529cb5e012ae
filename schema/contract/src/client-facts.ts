import { decodeJsonHeader, encodeJsonHeader } from './json-header';

/** What the gateway saw of the client's connection. Not who it is: that is the identity. */
export interface ClientFacts {
  /** IP address; null when it is not known. */
  readonly address: string | null;
  /** RFC 9110 `User-Agent`, as the client wrote it and at most 256 characters of it; null for none. */
  readonly userAgent: string | null;
}

export const unknownClient: ClientFacts = { address: null, userAgent: null };

const longestUserAgent = 256;

/** Header value of {@link ClientFacts}: base64url of their JSON in UTF-8. */
export function encodeClientFacts({ address, userAgent }: ClientFacts): string {
  const facts: ClientFacts = { address, userAgent: userAgent?.slice(0, longestUserAgent) ?? null };
  return encodeJsonHeader(facts);
}

/**
 * Reads a header value written by {@link encodeClientFacts}. Trust it only when the request's signature holds.
 * @throws TypeError when the value is something else.
 */
export function decodeClientFacts(value: string): ClientFacts {
  const facts = decodeJsonHeader(value);
  if (typeof facts !== 'object' || facts === null) throw new TypeError('The client header is not readable.');
  const { address, userAgent } = facts as Record<string, unknown>;
  return { address: textOrNull(address), userAgent: textOrNull(userAgent) };
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
