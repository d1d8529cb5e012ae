import type { Clock } from '@nutgraf/kit/clock';
import { newId } from '@nutgraf/kit/ids';
import type { HttpExchange } from '@nutgraf/kit/request-context';
import type { DataSource } from 'typeorm';
import { busy, rateLimited } from '../errors/rate-limited';
import { done, refused, type SimplePayload } from '../errors/simple-payload.type';
import { giveUpAfterMs, type MailOrders } from '../mail/mail.read';
import { tokenLifeMs } from '../one-time-tokens/one-time-token.read';
import type { PasswordHashing } from '../passwords/password.read';
import type { AllowedAttempt, Throttle } from '../throttle/throttle.read';
import { handleFrom, handleKey, type UserRepository } from '../users/user.read';
import { refusals } from './registration-refusals';
import { RegistrationRepository } from './registration.repository';

/** What someone registers with, checked. */
export interface NewRegistration {
  readonly email: string;
  readonly password: string;
  /** Null to have one made of the display name. */
  readonly handle: string | null;
  readonly displayName: string;
  readonly locale: string;
}

export interface RegistrationServiceOptions {
  readonly dataSource: Pick<DataSource, 'transaction'>;
  readonly users: Pick<UserRepository, 'isTaken'>;
  readonly passwords: PasswordHashing;
  readonly mails: MailOrders;
  readonly throttle: Pick<Throttle, 'beginWithPassword'>;
  readonly clock: Clock;
}

/** Takes registrations. Whether the address has an account is never looked up here: the mail's composer does. */
export class RegistrationService {
  readonly #options: RegistrationServiceOptions;

  constructor(options: RegistrationServiceOptions) {
    this.#options = options;
  }

  /** The same work and the same answer for every address. */
  async register(registration: NewRegistration, http: HttpExchange): Promise<SimplePayload> {
    const by = { http, email: registration.email };
    const attempt = await this.#options.throttle.beginWithPassword('REGISTRATION', by);
    if (!attempt.allowed) return refused(rateLimited(attempt.retryAt));
    return attempt.run(() => this.#register(registration, attempt));
  }

  async #register(registration: NewRegistration, attempt: AllowedAttempt): Promise<SimplePayload> {
    const { users, passwords, clock } = this.#options;
    const { password, handle } = registration;
    if (handle !== null && (await users.isTaken(handleKey(handle)))) {
      await attempt.giveBack();
      return refused(refusals.handleTaken);
    }
    const passwordHash = await passwords.hash(password);
    if (passwordHash === null) {
      await attempt.giveBack();
      return refused(busy(clock.now()));
    }
    await this.#keep(registration, passwordHash);
    return done;
  }

  async #keep({ email, handle, displayName, locale }: NewRegistration, passwordHash: string): Promise<void> {
    const { dataSource, mails, clock } = this.#options;
    const id = newId('reg', clock);
    // For as long as its mail may still be sent and the link in it may live.
    const expiresAt = new Date(clock.now().getTime() + giveUpAfterMs + tokenLifeMs.REGISTRATION);
    const wanted = handle ?? handleFrom(displayName);
    await dataSource.transaction(async (manager) => {
      const registrations = new RegistrationRepository(manager);
      await registrations.insert({ id, email, passwordHash, handle: wanted, displayName, locale, expiresAt });
      await mails.place(manager, { kind: 'REGISTRATION', recipient: email, subjectId: id });
    });
    mails.committed();
  }
}
