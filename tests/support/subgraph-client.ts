import { encodeClientFacts, type ClientFacts } from '@nutgraf/contract/client-facts';
import { headers } from '@nutgraf/contract/headers';
import { encodeIdentity, type IdentityClaims } from '@nutgraf/contract/identity';
import { signRequest, type SigningKey } from '@nutgraf/contract/signature';

export interface GraphqlRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** What a request tells of the client's connection. */
export interface ClientSide {
  readonly client?: ClientFacts | undefined;
  /** Value of the `Cookie` header. */
  readonly cookie?: string | undefined;
}

/** What a subgraph said. */
export interface SubgraphAnswer {
  readonly status: number;
  /** `Set-Cookie` headers. */
  readonly cookies: readonly string[];
  /** Value of `Cache-Control`. */
  readonly cacheControl: string | null;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
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
  from?: ClientSide,
): Promise<SubgraphAnswer> {
  return send(signPost(url, audience, keys, request, claims, Date.now(), from));
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
  { client: facts, cookie }: ClientSide = {},
): SignedPost {
  const path = '/graphql';
  const body = JSON.stringify(request);
  const identity = claims && encodeIdentity(claims);
  const client = facts && encodeClientFacts(facts);
  const signature = signRequest({ method: 'POST', path, audience, identity, client, body }, keys[0], nowMs);
  return {
    url: `${url}${path}`,
    headers: {
      'content-type': 'application/json',
      [headers.signature]: signature,
      ...(identity !== undefined && { [headers.identity]: identity }),
      ...(client !== undefined && { [headers.client]: client }),
      ...(cookie !== undefined && { cookie }),
    },
    body,
  };
}

export async function send({ url, headers, body }: SignedPost): Promise<SubgraphAnswer> {
  const response = await fetch(url, { method: 'POST', headers, body });
  const answer = (await response.json()) as Pick<SubgraphAnswer, 'data' | 'errors' | 'extensions'>;
  const { status, headers: answered } = response;
  const { data, errors, extensions } = answer;
  const cacheControl = answered.get('cache-control');
  return { status, cookies: answered.getSetCookie(), cacheControl, extensions, data, errors };
}
