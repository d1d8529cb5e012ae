import { readBearerToken } from './bearer-token';
import { anonymous, type Identity } from './identity';
import { KeySet } from './key-set';
import { type RevokedSessions } from './revocation/revoked-sessions';
import { readTokenCookie } from './token-cookie';
import { TokenRefusal } from './token-refusal';
import { type TokenRules, verifyToken } from './token-verifier';

/** Where a request may hold a token. */
export interface Presented {
  /** Value of the `Authorization` header. */
  readonly authorization: string | undefined;
  /** Value of the `Cookie` header. */
  readonly cookies?: string | undefined;
}

/** Tells who is asking. */
export type Identify = (presented: Presented) => Promise<Identity>;

/** For a gateway without an issuer: tokens are not looked at. */
export const everyoneIsAnonymous: Identify = () => Promise.resolve(anonymous);

export interface TokenSettings extends TokenRules {
  readonly jwksUrl: string;
  /** Cookie that holds the token where there is no `Authorization` header. */
  readonly cookie?: string | undefined;
}

/**
 * Trusts the tokens of one issuer. What it returns throws TokenRefusal for a token in the header that does not count,
 * and TokensUncheckable when the issuer's keys, or what it revoked, have never been seen; no token at all is an
 * anonymous caller. So is a token in the cookie that does not count, for a browser cannot leave its cookies out: the
 * identity tells.
 */
export function identifyByToken(
  settings: TokenSettings,
  onKeysFailed: (error: unknown) => void,
  revoked?: Pick<RevokedSessions, 'check'>,
): Identify {
  const keys = new KeySet(settings.jwksUrl, onKeysFailed);
  const callerOf = async (token: string): Promise<Identity> => {
    const claims = await verifyToken(token, keys.find, settings);
    revoked?.check(claims.sid);
    return { kind: 'caller', claims };
  };
  return async ({ authorization, cookies }) => {
    const token = readBearerToken(authorization);
    if (token !== null) return callerOf(token);
    const fromCookie = settings.cookie === undefined ? null : readTokenCookie(cookies, settings.cookie);
    if (fromCookie === null) return anonymous;
    try {
      return await callerOf(fromCookie);
    } catch (error) {
      if (!(error instanceof TokenRefusal)) throw error;
      return { kind: 'anonymous', refusal: error };
    }
  };
}
