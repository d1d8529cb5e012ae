import { headers } from '@nutgraf/contract/headers';
import { encodeIdentity, type IdentityClaims } from '@nutgraf/contract/identity';
import { signRequest, type SigningKey } from '@nutgraf/contract/signature';

export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What a subgraph said. */
export interface SubgraphAnswer {
  readonly status: number;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors:
    { message: string; path?: (string | number)[]; extensions: { code: string } }[] | undefined;
}

/** A signed request, ready to be sent, changed or sent twice. */
export interface SignedPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Asks a subgraph as the gateway would.
 * @param url `http://host:port` of the service.
 * @param audience Its name.
 * @param claims Who is asking; nobody when left out.
 */
export async function signedQuery(
  url: string,
  audience: string,
  keys: readonly [SigningKey, ...SigningKey[]],
  request: GraphqlRequest,
  claims?: IdentityClaims,
): Promise<SubgraphAnswer> {
  return send(signPost(url, audience, keys, request, claims));
}

/**
 * Signs without sending, for tests of what must be refused. Takes what {@link signedQuery} takes, and a time.
 */
export function signPost(
  url: string,
  audience: string,
  keys: readonly [SigningKey, ...SigningKey[]],
  request: GraphqlRequest,
  claims?: IdentityClaims,
  nowMs = Date.now(),
): SignedPost {
  const path = '/graphql';
  const body = JSON.stringify(request);
  const identity = claims && encodeIdentity(claims);
  const signature = signRequest({ method: 'POST', path, audience, identity, body }, keys[0], nowMs);
  return {
    url: `${url}${path}`,
    headers: {
      'content-type': 'application/json',
      [headers.signature]: signature,
      ...(identity !== undefined && { [headers.identity]: identity }),
    },
    body,
  };
}

export async function send({ url, headers, body }: SignedPost): Promise<SubgraphAnswer> {
  const response = await fetch(url, { method: 'POST', headers, body });
  const answer = (await response.json()) as Pick<SubgraphAnswer, 'data' | 'errors'>;
  return { status: response.status, data: answer.data, errors: answer.errors };
}
