import { headers } from '@nutgraf/contract/headers';
import { encodeIdentity } from '@nutgraf/contract/identity';
import { type SignedRequest, type SigningKey, signRequest } from '@nutgraf/contract/signature';
import { type Identity } from './identity';

/** Writes the headers by which one try of one request to a subgraph proves sender and caller. */
export type Credentials = (
  request: Pick<SignedRequest, 'path' | 'audience' | 'body'>,
) => Record<string, string>;

/** Without a key nothing is said: a subgraph could not tell our word about the caller from anybody else's. */
export const noCredentials: Credentials = () => ({});

/** Signs for one caller with one key. Every try is signed anew: a signature counts once. */
export function credentialsOf(identity: Identity, key: SigningKey): Credentials {
  const encoded = identity.kind === 'caller' ? encodeIdentity(identity.claims) : undefined;
  return ({ path, audience, body }) => ({
    ...(encoded !== undefined && { [headers.identity]: encoded }),
    [headers.signature]: signRequest(
      { method: 'POST', path, audience, identity: encoded, body },
      key,
      Date.now(),
    ),
  });
}
