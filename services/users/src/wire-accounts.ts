import type { Invalidation } from '@nutgraf/kit/cache/invalidation';
import type { Clock } from '@nutgraf/kit/clock';
import type { DataSource } from 'typeorm';
import { MailOrders } from './mail/mail-orders';
import { PasswordChangeService } from './password-changes/password-change.service';
import { PasswordReplacement } from './password-changes/password-replacement';
import { PasswordResetService } from './password-changes/password-reset.service';
import { PasswordResolver } from './password-changes/password.resolver';
import type { PasswordService } from './passwords/password.service';
import { EmailVerificationService } from './registrations/email-verification.service';
import { RegistrationResolver } from './registrations/registration.resolver';
import { RegistrationService } from './registrations/registration.service';
import type { SessionRevocations } from './sessions/session-revocations';
import type { Throttle } from './throttle/throttle';
import { UserRepository } from './users/user.repository';

export interface AccountParts {
  readonly dataSource: DataSource;
  readonly invalidation: Invalidation;
  readonly passwords: PasswordService;
  readonly throttle: Throttle;
  readonly revocations: SessionRevocations;
  readonly clock: Clock;
  /** Told when there is a mail to be sent. */
  readonly wakeMailWorker: () => void;
}

/** The rooms `registrations` and `password-changes`, put together. */
export function wireAccounts(parts: AccountParts) {
  const { dataSource, invalidation, passwords, throttle, revocations, clock, wakeMailWorker } = parts;
  const mails = new MailOrders(clock, wakeMailWorker);
  const users = new UserRepository(dataSource.manager);
  const replacement = new PasswordReplacement(revocations, mails, clock);
  return {
    registrations: new RegistrationResolver(
      new RegistrationService({ dataSource, users, passwords, mails, throttle, clock }),
      new EmailVerificationService({ dataSource, invalidation, mails, throttle, clock }),
    ),
    passwords: new PasswordResolver(
      new PasswordResetService({ dataSource, passwords, replacement, mails, throttle, clock }),
      new PasswordChangeService({ dataSource, passwords, replacement, throttle, clock }),
    ),
  };
}
