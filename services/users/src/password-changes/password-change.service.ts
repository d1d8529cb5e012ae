import type { Caller } from '@nutgraf/kit/caller';
import type { Clock } from '@nutgraf/kit/clock';
import { inTransaction } from '@nutgraf/kit/database/transaction';
import { unauthenticated } from '@nutgraf/kit/errors';
import type { HttpExchange } from '@nutgraf/kit/request-context';
import type { DataSource } from 'typeorm';
import { AccountRepository } from '../accounts/account.read';
import { busy, rateLimited } from '../errors/rate-limited';
import { done, refused, type SimplePayload } from '../errors/simple-payload.type';
import {
  newPasswordErrors,
  PasswordRepository,
  type PasswordCheck,
  type PasswordHashing,
} from '../passwords/password.read';
import { requireLiveSession } from '../sessions/session.read';
import type { AllowedAttempt, Throttle } from '../throttle/throttle.read';
import { ownerOf } from './password-owner';
import { refusals } from './password-refusals';
import type { PasswordReplacement } from './password-replacement';

export interface PasswordChangeServiceOptions {
  readonly dataSource: DataSource;
  readonly passwords: PasswordCheck & PasswordHashing;
  readonly replacement: PasswordReplacement;
  readonly throttle: Pick<Throttle, 'beginWithPassword' | 'recognise'>;
  readonly clock: Clock;
}

/** Changes the password of who is signed in and knows the current one. */
export class PasswordChangeService {
  readonly #options: PasswordChangeServiceOptions;

  constructor(options: PasswordChangeServiceOptions) {
    this.#options = options;
  }

  /** Ends all sessions of the account but the caller's. */
  async change(current: string, next: string, caller: Caller, http: HttpExchange): Promise<SimplePayload> {
    const { dataSource, throttle, clock } = this.#options;
    const { accountId } = await dataSource.transaction((manager) =>
      requireLiveSession(manager, caller, clock.now()),
    );
    const account = await new AccountRepository(dataSource.manager).maybeOneById(accountId);
    if (!account) throw unauthenticated();
    const flaws = newPasswordErrors(next, await ownerOf(account, dataSource.manager), ['newPassword']);
    if (flaws.length > 0) return refused(...flaws);

    const by = { http, email: account.email };
    const attempt = await throttle.beginWithPassword('PASSWORD_CHECK', by);
    if (!attempt.allowed) return refused(rateLimited(attempt.retryAt));
    const payload = await attempt.run(() => this.#change(accountId, current, next, caller, attempt));
    if (payload.ok) await throttle.recognise(by);
    return payload;
  }

  async #change(
    accountId: string,
    current: string,
    next: string,
    caller: Caller,
    attempt: AllowedAttempt,
  ): Promise<SimplePayload> {
    const { passwords, replacement, clock } = this.#options;
    const { verdict, hash: checked } = await passwords.check(accountId, current);
    if (verdict === 'WRONG') return refused(refusals.wrongPassword);
    const hash = verdict === 'RIGHT' ? await passwords.hash(next) : null;
    await attempt.giveBack();
    if (hash === null) return refused(busy(clock.now()));
    if (!(await this.#replace(caller, checked, hash))) return refused(refusals.wrongPassword);
    replacement.committed();
    return done;
  }

  /** False when the password that was checked is not the account's any more. */
  async #replace(caller: Caller, checked: string, hash: string): Promise<boolean> {
    const { dataSource, replacement, clock } = this.#options;
    return inTransaction(dataSource, async (transaction) => {
      // Again, as it may have been ended while the passwords were hashed.
      const live = await requireLiveSession(transaction.manager, caller, clock.now());
      const passwords = new PasswordRepository(transaction.manager);
      if (!(await passwords.isHashOf(live.accountId, checked))) return false;
      await replacement.replace(transaction, live.accountId, hash, {
        reason: 'PASSWORD_CHANGED',
        keepSessionId: live.sessionId,
      });
      return true;
    });
  }
}
