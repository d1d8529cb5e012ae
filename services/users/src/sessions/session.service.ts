import type { Caller } from '@nutgraf/kit/caller';
import type { Clock } from '@nutgraf/kit/clock';
import { inTransaction, type Transaction } from '@nutgraf/kit/database/transaction';
import { isId } from '@nutgraf/kit/ids';
import type { HttpExchange } from '@nutgraf/kit/request-context';
import type { DataSource } from 'typeorm';
import { AccountRepository, type AccountsByEmail } from '../accounts/account.read';
import { busyUntil } from '../errors/rate-limited';
import { PasswordRepository, type PasswordCheck } from '../passwords/password.read';
import type { AllowedAttempt, Throttle } from '../throttle/throttle.read';
import { requireLiveSession } from './live-session';
import type { SessionRevocations } from './session-revocations';
import type { SessionStart, SessionStarts } from './session-starts';
import type { IssuedSession } from './session-tokens';
import { signInRefusal, type SignInRefusal } from './session.rules';

export interface PasswordSignInRequest {
  readonly email: string;
  readonly password: string;
  readonly deviceName: string | null;
}

export type SignInResult =
  | { readonly kind: 'SIGNED_IN'; readonly issued: IssuedSession }
  | { readonly kind: 'REFUSED'; readonly refusal: SignInRefusal }
  | { readonly kind: 'THROTTLED'; readonly retryAt: Date };

/** What was ended, and whether it was the caller's own session. */
export interface RevokeResult {
  readonly revokedSessionIds: readonly string[];
  readonly isSignedOut: boolean;
}

/** Starts and ends sessions. */
export class SessionService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly accounts: AccountsByEmail,
    private readonly passwords: PasswordCheck,
    private readonly starts: SessionStarts,
    private readonly revocations: SessionRevocations,
    private readonly throttle: Pick<Throttle, 'beginWithPassword' | 'recognise'>,
    private readonly clock: Clock,
  ) {}

  /** Takes the same work for an unknown address as for a wrong password, and answers the same. */
  async signInByPassword(request: PasswordSignInRequest, http: HttpExchange): Promise<SignInResult> {
    const by = { http, email: request.email };
    const attempt = await this.throttle.beginWithPassword('PASSWORD_CHECK', by);
    if (!attempt.allowed) return { kind: 'THROTTLED', retryAt: attempt.retryAt };
    const result = await attempt.run(() => this.#signIn(request, http, attempt));
    if (result.kind === 'SIGNED_IN') await this.throttle.recognise(by);
    return result;
  }

  async #signIn(
    { email, password, deviceName }: PasswordSignInRequest,
    http: HttpExchange,
    attempt: AllowedAttempt,
  ): Promise<SignInResult> {
    const account = await this.accounts.maybeOneByEmail(email);
    const { verdict, hash } = await this.passwords.check(account?.id ?? null, password);
    if (verdict !== 'WRONG') await attempt.giveBack();
    if (verdict === 'BUSY') return { kind: 'THROTTLED', retryAt: busyUntil(this.clock.now()) };
    const refusal = signInRefusal(account, verdict);
    if (refusal !== null || !account) return { kind: 'REFUSED', refusal: refusal ?? 'INVALID_CREDENTIALS' };
    const where = { deviceName, ipAddress: http.client.address };
    return inTransaction(this.dataSource, (transaction) => this.#start(transaction, account.id, hash, where));
  }

  /** Checking a password takes a while: whoever has ended all sessions in between must not get a new one. */
  async #start(
    transaction: Transaction,
    accountId: string,
    hash: string,
    where: Pick<SessionStart, 'deviceName' | 'ipAddress'>,
  ): Promise<SignInResult> {
    const account = await new AccountRepository(transaction.manager).maybeOneUnlocked(accountId);
    const isRight = await new PasswordRepository(transaction.manager).isHashOf(accountId, hash);
    const refusal = signInRefusal(account, isRight ? 'RIGHT' : 'WRONG');
    if (refusal !== null || !account) return { kind: 'REFUSED', refusal: refusal ?? 'INVALID_CREDENTIALS' };
    return { kind: 'SIGNED_IN', issued: await this.starts.start(transaction, { account, ...where }) };
  }

  /** Ends one of the caller's sessions; without an id, the one it asks with. Null when it has no such session. */
  async revoke(caller: Caller, id: string | null): Promise<RevokeResult | null> {
    return inTransaction(this.dataSource, async (transaction) => {
      const live = await requireLiveSession(transaction.manager, caller, this.clock.now());
      const sessionId = id ?? live.sessionId;
      if (!isId('ses', sessionId)) return null;
      const isSignedOut = sessionId === live.sessionId;
      const reason = isSignedOut ? 'SIGNED_OUT' : 'SIGNED_OUT_ELSEWHERE';
      const ids = await this.revocations.ofSession(transaction, live.accountId, sessionId, reason);
      return ids.length === 0 ? null : { revokedSessionIds: ids, isSignedOut };
    });
  }

  /** Ends all of the caller's sessions but the one it asks with. */
  async revokeAllOthers(caller: Caller): Promise<RevokeResult> {
    return inTransaction(this.dataSource, async (transaction) => {
      const live = await requireLiveSession(transaction.manager, caller, this.clock.now());
      const { accountId, sessionId } = live;
      const reason = 'SIGNED_OUT_ELSEWHERE';
      const ids = await this.revocations.ofAccount(transaction, accountId, reason, sessionId);
      return { revokedSessionIds: ids, isSignedOut: false };
    });
  }
}
