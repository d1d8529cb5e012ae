import { type Identify } from '../identity/identify';
import { type Identity } from '../identity/identity';
import { KeysUnavailable, TokenRefusal } from '../identity/token-refusal';
import { type ClientCall } from './client-call';
import { RefusedOperation } from './refused-operation';

/**
 * Who is asking. A token that does not count fails the whole request: its holder has to know, rather than be
 * served as a stranger.
 * @throws GraphQLError UNAUTHENTICATED, HTTP 401 (RFC 6750 section 3); or HTTP 503 when tokens cannot be checked.
 */
export async function identifyCaller(identify: Identify, call: ClientCall): Promise<Identity> {
  try {
    return await identify(call.authorization);
  } catch (error) {
    if (error instanceof TokenRefusal) {
      const challenge = { 'www-authenticate': 'Bearer error="invalid_token"' };
      throw new RefusedOperation('UNAUTHENTICATED', 401, error.message, challenge);
    }
    if (!(error instanceof KeysUnavailable)) throw error;
    const message = 'Access tokens cannot be checked at the moment; try again shortly.';
    throw new RefusedOperation('INTERNAL_SERVER_ERROR', 503, message, { 'retry-after': '1' });
  }
}
