import type { Clock } from '@nutgraf/kit/clock';
import type { Logger } from '@nutgraf/kit/logger';
import type { EntityManager } from 'typeorm';
import type { UsersConfig } from './config';
import { connectUsersDatabase } from './database';
import type { ComposeMail } from './mail/mail.read';
import type { MailKind } from './mail/mail.rules';
import { inboxOnly, smtpSender } from './mail/mail-sender';
import { MailWorker } from './mail/mail-worker';
import { OneTimeTokenRepository } from './one-time-tokens/one-time-token.repository';
import { knownAddressMail, passwordChangedMail, passwordResetMail } from './password-changes/password.mails';
import { emailVerificationMail, registrationMail } from './registrations/registration.mails';
import { RegistrationRepository } from './registrations/registration.repository';

/** Starts what composes and sends mails. It has connections of its own, so requests never wait for a mail server. */
export async function startMailing(config: UsersConfig, clock: Clock, logger: Logger) {
  const { DATABASE_URL, SMTP_URL, MAIL_FROM, DEV_INBOX, PUBLIC_SITE_URL } = config;
  const dataSource = await connectUsersDatabase(DATABASE_URL);
  const sender = SMTP_URL === undefined ? inboxOnly : smtpSender({ url: SMTP_URL, from: MAIL_FROM });
  const worker = new MailWorker({
    dataSource,
    composers: composers(PUBLIC_SITE_URL, clock),
    sender,
    keepSent: DEV_INBOX,
    clock,
    logger,
    tidy: () => deleteExpired(dataSource.manager, clock.now()),
  });
  worker.start();
  return {
    wake: () => worker.wake(),
    stop: async () => {
      await worker.stop();
      sender.close();
      await dataSource.destroy();
    },
  };
}

/** What each kind of mail says. */
function composers(siteUrl: string, clock: Clock): Readonly<Record<MailKind, ComposeMail>> {
  const options = { siteUrl, clock };
  return {
    REGISTRATION: registrationMail({ ...options, composeKnownAddress: knownAddressMail(options) }),
    EMAIL_VERIFICATION: emailVerificationMail(options),
    PASSWORD_RESET: passwordResetMail(options),
    PASSWORD_CHANGED: passwordChangedMail,
  };
}

async function deleteExpired(manager: EntityManager, now: Date): Promise<void> {
  await new RegistrationRepository(manager).deleteExpired(now);
  await new OneTimeTokenRepository(manager).deleteExpired(now);
}
