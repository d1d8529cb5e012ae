import { readBearerToken } from './bearer-token';
import { anonymous, type Identity } from './identity';
import { KeySet } from './key-set';
import { type TokenRules, verifyToken } from './token-verifier';

/** Tells who is asking from the value of the `Authorization` header. */
export type Identify = (authorization: string | undefined) => Promise<Identity>;

/** For a gateway without an issuer: tokens are not looked at. */
export const everyoneIsAnonymous: Identify = () => Promise.resolve(anonymous);

/**
 * Trusts the tokens of one issuer. What it returns throws TokenRefusal for a token that does not count and
 * KeysUnavailable when the issuer's keys have never been seen; no token at all is an anonymous caller.
 */
export function identifyByToken(
  rules: TokenRules & { readonly jwksUrl: string },
  onKeysFailed: (error: unknown) => void,
): Identify {
  const keys = new KeySet(rules.jwksUrl, onKeysFailed);
  return async (authorization) => {
    const token = readBearerToken(authorization);
    return token === null
      ? anonymous
      : { kind: 'caller', claims: await verifyToken(token, keys.find, rules) };
  };
}
