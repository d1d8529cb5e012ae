import { type ClientFacts, encodeClientFacts } from '@nutgraf/contract/client-facts';
import { headers } from '@nutgraf/contract/headers';
import { encodeIdentity } from '@nutgraf/contract/identity';
import { type SignedRequest, type SigningKey, signRequest } from '@nutgraf/contract/signature';
import { type Identity } from './identity';

/** On whose behalf subgraphs are asked, and from where. */
export interface Caller {
  readonly identity: Identity;
  readonly client: ClientFacts;
}

/** Writes the headers by which one try of one request to a subgraph proves sender and caller. */
export type Credentials = (
  request: Pick<SignedRequest, 'path' | 'audience' | 'body'>,
) => Record<string, string>;

/** Without a key nothing is said: a subgraph could not tell our word about the caller from anybody else's. */
export const noCredentials: Credentials = () => ({});

/** Signs for one caller with one key. Every try is signed anew: a signature counts once. */
export function credentialsOf({ identity, client: facts }: Caller, key: SigningKey): Credentials {
  const encoded = identity.kind === 'caller' ? encodeIdentity(identity.claims) : undefined;
  const client = encodeClientFacts(facts);
  return ({ path, audience, body }) => ({
    ...(encoded !== undefined && { [headers.identity]: encoded }),
    [headers.client]: client,
    [headers.signature]: signRequest(
      { method: 'POST', path, audience, identity: encoded, client, body },
      key,
      Date.now(),
    ),
  });
}
