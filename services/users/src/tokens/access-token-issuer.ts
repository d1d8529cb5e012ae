import { SignJWT } from 'jose';
import type { AccountStatus, Role } from '../accounts/account.read';
import { scopesOf } from './scope.rules';
import type { TokenKey } from './token-keys';

export interface AccessTokenOptions {
  readonly keys: readonly [TokenKey, ...TokenKey[]];
  readonly issuer: string;
  readonly audience: string;
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

/** What makes it this token and no other. */
export interface AccessTokenFacts {
  /** RFC 7519 `jti`. */
  readonly id: string;
  readonly sessionId: string;
  /** Both are whole seconds, as RFC 7519 writes them. */
  readonly issuedAt: Date;
  readonly expiresAt: Date;
}

/** Issues access tokens in the form of RFC 9068. */
export class AccessTokenIssuer {
  readonly #options: AccessTokenOptions;

  constructor(options: AccessTokenOptions) {
    this.#options = options;
  }

  /** The same facts make the same claims. */
  issue(account: TokenSubject, { id, sessionId, issuedAt, expiresAt }: AccessTokenFacts): Promise<string> {
    const { keys, issuer, audience } = this.#options;
    const [{ kid, alg, privateKey }] = keys;
    const claims = {
      sid: sessionId,
      scope: scopesOf(account.status, account.roles).join(' '),
      roles: account.roles,
      email_verified: account.emailVerifiedAt !== null,
      user_id: account.userId,
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg, kid, typ: 'at+jwt' })
      .setSubject(account.id)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .setJti(id)
      .sign(privateKey);
  }
}
