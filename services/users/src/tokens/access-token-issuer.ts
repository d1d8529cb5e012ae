import { newId } from '@nutgraf/kit/ids';
import type { Clock } from '@nutgraf/kit/clock';
import { SignJWT } from 'jose';
import type { AccountStatus, Role } from '../accounts/account.read';
import { scopesOf } from './scope.rules';
import type { TokenKey } from './token-keys';

export interface AccessTokenOptions {
  readonly keys: readonly [TokenKey, ...TokenKey[]];
  readonly ttlSeconds: number;
  readonly issuer: string;
  readonly audience: string;
  readonly clock: Clock;
}

/** The account facts that a token carries. */
export interface TokenSubject {
  /** `acc_…` */
  readonly id: string;
  /** `usr_…` */
  readonly userId: string;
  readonly status: AccountStatus;
  readonly roles: readonly Role[];
  readonly emailVerifiedAt: Date | null;
}

export interface AccessToken {
  readonly accessToken: string;
  /** A whole second, as RFC 7519 writes it. */
  readonly accessTokenExpiresAt: Date;
}

/** Issues access tokens in the form of RFC 9068. */
export class AccessTokenIssuer {
  readonly #options: AccessTokenOptions;

  constructor(options: AccessTokenOptions) {
    this.#options = options;
  }

  async issue(account: TokenSubject, sessionId: string): Promise<AccessToken> {
    const { keys, ttlSeconds, issuer, audience, clock } = this.#options;
    const [{ kid, alg, privateKey }] = keys;
    const issuedAt = Math.floor(clock.now().getTime() / 1000);
    const expiresAt = issuedAt + ttlSeconds;
    const claims = {
      sid: sessionId,
      scope: scopesOf(account.status, account.roles).join(' '),
      roles: account.roles,
      email_verified: account.emailVerifiedAt !== null,
      user_id: account.userId,
    };
    const accessToken = await new SignJWT(claims)
      .setProtectedHeader({ alg, kid, typ: 'at+jwt' })
      .setSubject(account.id)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .setJti(newId('tok', clock))
      .sign(privateKey);
    return { accessToken, accessTokenExpiresAt: new Date(expiresAt * 1000) };
  }
}
