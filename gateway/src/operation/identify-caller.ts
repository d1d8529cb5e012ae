import { type Identify } from '../identity/identify';
import { type Identity } from '../identity/identity';
import { TokenRefusal, TokensUncheckable } from '../identity/token-refusal';
import { type ClientCall } from './client-call';
import { RefusedOperation } from './refused-operation';

/** RFC 6750 section 3: the token that came does not count, get a new one. */
const challenge = { 'www-authenticate': 'Bearer error="invalid_token"' };

/**
 * Who is asking. A token in the header that does not count fails the whole request: its holder has to know, rather
 * than be served as a stranger. One in the cookie is challenged only, for a page cannot leave its cookies out: it has
 * to be able to renew its session, and to read what everybody may.
 * @throws GraphQLError UNAUTHENTICATED, HTTP 401 (RFC 6750 section 3); or HTTP 503 when tokens cannot be checked.
 */
export async function identifyCaller(identify: Identify, call: ClientCall): Promise<Identity> {
  try {
    const identity = await identify({ authorization: call.authorization, cookies: call.headers.cookie });
    if (identity.kind === 'anonymous' && identity.refusal) {
      for (const [name, value] of Object.entries(challenge)) call.answerHeaders.values.set(name, value);
    }
    return identity;
  } catch (error) {
    if (error instanceof TokenRefusal) {
      throw new RefusedOperation('UNAUTHENTICATED', 401, error.message, challenge);
    }
    if (!(error instanceof TokensUncheckable)) throw error;
    const message = 'Access tokens cannot be checked at the moment; try again shortly.';
    throw new RefusedOperation('INTERNAL_SERVER_ERROR', 503, message, { 'retry-after': '1' });
  }
}
