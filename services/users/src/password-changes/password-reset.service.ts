import type { Clock } from '@nutgraf/kit/clock';
import { inTransaction, type Transaction } from '@nutgraf/kit/database/transaction';
import type { HttpExchange } from '@nutgraf/kit/request-context';
import type { DataSource } from 'typeorm';
import { AccountRepository, type AccountRow } from '../accounts/account.read';
import { busy, rateLimited } from '../errors/rate-limited';
import { done, refused, type SimplePayload } from '../errors/simple-payload.type';
import type { MailOrders } from '../mail/mail.read';
import { OneTimeTokenRepository, tokenHash } from '../one-time-tokens/one-time-token.read';
import { newPasswordErrors, type PasswordHashing } from '../passwords/password.read';
import type { AllowedAttempt, Throttle } from '../throttle/throttle.read';
import { ownerOf } from './password-owner';
import { refusals } from './password-refusals';
import type { PasswordReplacement } from './password-replacement';

export interface PasswordResetServiceOptions {
  readonly dataSource: DataSource;
  readonly passwords: PasswordHashing;
  readonly replacement: PasswordReplacement;
  readonly mails: MailOrders;
  readonly throttle: Pick<Throttle, 'begin' | 'beginWithPassword' | 'recognise'>;
  readonly clock: Clock;
}

/** Lets who reads an account's mail choose a new password. */
export class PasswordResetService {
  readonly #options: PasswordResetServiceOptions;

  constructor(options: PasswordResetServiceOptions) {
    this.#options = options;
  }

  /** The same for every address: whether it has an account is looked up by the mail's composer. */
  async request(email: string, http: HttpExchange): Promise<SimplePayload> {
    const { dataSource, mails, throttle } = this.#options;
    const attempt = await throttle.begin('PASSWORD_RESET_REQUEST', { http, email });
    if (!attempt.allowed) return refused(rateLimited(attempt.retryAt));
    const order = { kind: 'PASSWORD_RESET', recipient: email, subjectId: null } as const;
    await attempt.run(() => mails.place(dataSource.manager, order));
    mails.committed();
    return done;
  }

  /** Uses up the token, ends all sessions, and verifies the address: who has the token reads its mail. */
  async reset(token: string, password: string, http: HttpExchange): Promise<SimplePayload> {
    const attempt = await this.#options.throttle.beginWithPassword('TOKEN', { http });
    if (!attempt.allowed) return refused(rateLimited(attempt.retryAt));
    return attempt.run(() => this.#reset(token, password, http, attempt));
  }

  async #reset(
    token: string,
    password: string,
    http: HttpExchange,
    attempt: AllowedAttempt,
  ): Promise<SimplePayload> {
    const { passwords, throttle, clock, replacement } = this.#options;
    const tokenKey = tokenHash(token);
    const account = tokenKey && (await this.#accountOf(tokenKey));
    if (!account) return refused(refusals.invalidToken);
    const owner = await ownerOf(account, this.#options.dataSource.manager);
    const flaws = newPasswordErrors(password, owner, ['newPassword']);
    const hash = flaws.length > 0 ? null : await passwords.hash(password);
    if (hash === null) {
      await attempt.giveBack();
      return refused(...(flaws.length > 0 ? flaws : [busy(clock.now())]));
    }
    if (!(await this.#redeem(tokenKey, account.id, hash))) return refused(refusals.invalidToken);
    replacement.committed();
    await attempt.giveBack();
    await throttle.recognise({ http, email: account.email });
    return done;
  }

  /** Only looks: so a password that will not do costs no token, and a wrong token no hash. */
  async #accountOf(tokenKey: Buffer): Promise<AccountRow | null> {
    const { manager } = this.#options.dataSource;
    const tokens = new OneTimeTokenRepository(manager);
    const found = await tokens.maybeLive(tokenKey, ['PASSWORD_RESET'], this.#options.clock.now());
    return found?.accountId ? new AccountRepository(manager).maybeOneById(found.accountId) : null;
  }

  #redeem(tokenKey: Buffer, accountId: string, hash: string): Promise<boolean> {
    return inTransaction(this.#options.dataSource, async (transaction) => {
      await new AccountRepository(transaction.manager).lock(accountId);
      if (!(await this.#takeToken(transaction, tokenKey, accountId))) return false;
      await new AccountRepository(transaction.manager).verifyEmail(accountId, this.#options.clock.now());
      const cause = { reason: 'PASSWORD_RESET', keepSessionId: null } as const;
      await this.#options.replacement.replace(transaction, accountId, hash, cause);
      return true;
    });
  }

  async #takeToken({ manager }: Transaction, tokenKey: Buffer, accountId: string): Promise<boolean> {
    const tokens = new OneTimeTokenRepository(manager);
    const taken = await tokens.takeOfAccount(accountId, ['PASSWORD_RESET', 'EMAIL_VERIFICATION']);
    return taken.some((hash) => hash.equals(tokenKey));
  }
}
