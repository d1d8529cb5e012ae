import { randomInt } from 'node:crypto';
import type { Invalidation } from '@nutgraf/kit/cache/invalidation';
import { objectName } from '@nutgraf/kit/cache/cache-tags';
import type { Caller } from '@nutgraf/kit/caller';
import type { Clock } from '@nutgraf/kit/clock';
import { inTransaction, type Transaction } from '@nutgraf/kit/database/transaction';
import { unauthenticated } from '@nutgraf/kit/errors';
import { newId, userIdOfAccount } from '@nutgraf/kit/ids';
import type { HttpExchange } from '@nutgraf/kit/request-context';
import type { DataSource, EntityManager } from 'typeorm';
import { AccountRepository, type AccountRow } from '../accounts/account.read';
import { rateLimited } from '../errors/rate-limited';
import { done, refused, type SimplePayload } from '../errors/simple-payload.type';
import type { UsersUserError } from '../errors/user-error.type';
import type { MailOrders } from '../mail/mail.read';
import { OneTimeTokenRepository, tokenHash } from '../one-time-tokens/one-time-token.read';
import { PasswordRepository } from '../passwords/password.read';
import type { Throttle } from '../throttle/throttle.read';
import { handleVariants, UserRepository } from '../users/user.read';
import { refusals } from './registration-refusals';
import type { RegistrationEntity } from './registration.entity';
import { RegistrationRepository } from './registration.repository';

export type VerificationResult =
  | { readonly account: AccountRow; readonly errors: readonly [] }
  | { readonly account: null; readonly errors: readonly UsersUserError[] };

export interface EmailVerificationServiceOptions {
  readonly dataSource: Pick<DataSource, 'transaction' | 'manager'>;
  readonly invalidation: Invalidation;
  readonly mails: MailOrders;
  readonly throttle: Pick<Throttle, 'begin' | 'recognise'>;
  readonly clock: Clock;
}

/** Turns the proof of an address into an account. */
export class EmailVerificationService {
  readonly #options: EmailVerificationServiceOptions;

  constructor(options: EmailVerificationServiceOptions) {
    this.#options = options;
  }

  /** Uses up the token. Of several registrations with one address, the first to be verified gets it. */
  async verify(token: string, http: HttpExchange): Promise<VerificationResult> {
    const { dataSource, invalidation, throttle } = this.#options;
    const attempt = await throttle.begin('TOKEN', { http });
    if (!attempt.allowed) return { account: null, errors: [rateLimited(attempt.retryAt)] };
    const hash = tokenHash(token);
    const account =
      hash &&
      (await attempt.run(() =>
        inTransaction(dataSource, (transaction) => this.#redeem(hash, transaction), invalidation),
      ));
    if (!account) return { account: null, errors: [refusals.invalidToken] };
    await attempt.giveBack();
    await throttle.recognise({ http, email: account.email });
    return { account, errors: [] };
  }

  /** A new link for the caller's own address. */
  async resend(caller: Caller, http: HttpExchange): Promise<SimplePayload> {
    if (caller.kind !== 'account') throw unauthenticated();
    const { dataSource, mails, throttle } = this.#options;
    const account = await new AccountRepository(dataSource.manager).maybeOneById(caller.accountId);
    if (!account) throw unauthenticated();
    if (account.status !== 'UNVERIFIED') return refused(refusals.alreadyVerified);
    const { id, email } = account;
    const attempt = await throttle.begin('EMAIL_VERIFICATION_RESEND', { http, email });
    if (!attempt.allowed) return refused(rateLimited(attempt.retryAt));
    const order = { kind: 'EMAIL_VERIFICATION', recipient: email, subjectId: id } as const;
    await attempt.run(() => mails.place(dataSource.manager, order));
    mails.committed();
    return done;
  }

  async #redeem(hash: Buffer, transaction: Transaction): Promise<AccountRow | null> {
    const { manager } = transaction;
    const tokens = new OneTimeTokenRepository(manager);
    const found = await tokens.maybeLive(
      hash,
      ['REGISTRATION', 'EMAIL_VERIFICATION'],
      this.#options.clock.now(),
    );
    if (found?.registrationId) return this.#openAccount(found.registrationId, transaction);
    if (found?.accountId) return this.#confirmAccount(found.accountId, hash, manager);
    return null;
  }

  async #confirmAccount(id: string, hash: Buffer, manager: EntityManager): Promise<AccountRow | null> {
    const accounts = new AccountRepository(manager);
    await accounts.lock(id);
    const taken = await new OneTimeTokenRepository(manager).takeOfAccount(id, ['EMAIL_VERIFICATION']);
    if (!taken.some((other) => other.equals(hash))) return null;
    await accounts.verifyEmail(id, this.#options.clock.now());
    return accounts.maybeOneById(id);
  }

  async #openAccount(registrationId: string, transaction: Transaction): Promise<AccountRow | null> {
    const { manager } = transaction;
    const registrations = new RegistrationRepository(manager);
    const registration = await registrations.maybeOneById(registrationId);
    if (!registration) return null;
    await registrations.lockAddress(registration.email);
    const taken = await registrations.takeAllOf(registration.email);
    const accounts = new AccountRepository(manager);
    if (!taken.includes(registrationId) || (await accounts.maybeOneByEmail(registration.email))) return null;
    const account = await this.#insertAccount(registration, manager);
    // Somebody may have asked for this user before there was one.
    if (account) transaction.invalidate(objectName('User', account.userId));
    return account;
  }

  async #insertAccount(registration: RegistrationEntity, manager: EntityManager): Promise<AccountRow | null> {
    const now = this.#options.clock.now();
    const id = newId('acc', this.#options.clock);
    const { email, passwordHash, locale } = registration;
    const accounts = new AccountRepository(manager);
    await insertProfile(userIdOfAccount(id), registration, now, new UserRepository(manager));
    await accounts.insert({
      id,
      email,
      emailVerifiedAt: now,
      status: 'ACTIVE',
      roles: ['READER'],
      locale,
      timeZone: 'UTC',
      createdAt: now,
    });
    await new PasswordRepository(manager).save({ accountId: id, hash: passwordHash, changedAt: now });
    return accounts.maybeOneById(id);
  }
}

/** With the handle that was wished for, or the first variant that is free. */
async function insertProfile(
  id: string,
  { handle, displayName }: Pick<RegistrationEntity, 'handle' | 'displayName'>,
  joinedAt: Date,
  users: UserRepository,
): Promise<void> {
  const rest = { id, displayName, bio: null, website: null, joinedAt, isGhost: false };
  for (const variant of handleVariants(handle, () => randomInt(2 ** 32) / 2 ** 32)) {
    if (await users.insertUnlessTaken({ ...rest, handle: variant })) return;
  }
  throw new Error('No handle is free.');
}
