import type { Clock } from '@nutgraf/kit/clock';
import { newId } from '@nutgraf/kit/ids';
import type { AccountRow, AccountsByEmail } from '../accounts/account.read';
import type { PasswordCheck } from '../passwords/password.read';
import type { AccessToken, AccessTokens } from '../tokens/token.read';
import type { SessionEntity } from './session.entity';
import type { SessionRepository } from './session.repository';
import { signInRefusal, type SignInRefusal } from './session.rules';

export interface PasswordSignInRequest {
  readonly email: string;
  readonly password: string;
  readonly deviceName: string | null;
}

export type SignInResult =
  | {
      readonly kind: 'SIGNED_IN';
      readonly session: SessionEntity;
      readonly account: AccountRow;
      readonly tokens: AccessToken;
    }
  | { readonly kind: 'REFUSED'; readonly refusal: SignInRefusal };

/** Starts sessions. */
export class SessionService {
  constructor(
    private readonly accounts: AccountsByEmail,
    private readonly passwords: PasswordCheck,
    private readonly accessTokens: AccessTokens,
    private readonly sessions: Pick<SessionRepository, 'insert'>,
    private readonly clock: Clock,
  ) {}

  /** Takes the same work for an unknown address as for a wrong password, and answers the same. */
  async signInByPassword({ email, password, deviceName }: PasswordSignInRequest): Promise<SignInResult> {
    const account = await this.accounts.maybeOneByEmail(email);
    const verdict = await this.passwords.check(account?.id ?? null, password);
    const refusal = signInRefusal(account, verdict);
    if (refusal !== null || !account) return { kind: 'REFUSED', refusal: refusal ?? 'INVALID_CREDENTIALS' };

    const createdAt = this.clock.now();
    const id = newId('ses', this.clock);
    const tokens = await this.accessTokens.issue(account, id);
    // Nothing prolongs a session yet, so it ends with its token.
    const expiresAt = tokens.accessTokenExpiresAt;
    const session = { id, accountId: account.id, deviceName, createdAt, expiresAt };
    await this.sessions.insert(session);
    return { kind: 'SIGNED_IN', session, account, tokens };
  }
}
