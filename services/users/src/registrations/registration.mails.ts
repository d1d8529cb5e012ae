import type { Clock } from '@nutgraf/kit/clock';
import { AccountRepository } from '../accounts/account.read';
import { mailLink, type ComposeMail, type MailMessage } from '../mail/mail.read';
import { newToken, OneTimeTokenRepository, tokenLifeMs } from '../one-time-tokens/one-time-token.read';
import { RegistrationRepository } from './registration.repository';

export interface RegistrationMailOptions {
  /** Where readers see the site. */
  readonly siteUrl: string;
  readonly clock: Clock;
  /** What an address that has an account gets. */
  readonly composeKnownAddress: ComposeMail;
}

/** For a registration: the link that makes it an account, or word to who has one already. */
export function registrationMail({
  siteUrl,
  clock,
  composeKnownAddress,
}: RegistrationMailOptions): ComposeMail {
  return async (order, manager) => {
    const id = order.subjectId ?? '';
    const registrations = new RegistrationRepository(manager);
    if (await new AccountRepository(manager).maybeOneByEmail(order.recipient)) {
      await registrations.delete(id);
      return composeKnownAddress(order, manager);
    }
    const expiresAt = new Date(clock.now().getTime() + tokenLifeMs.REGISTRATION);
    // It is gone when another registration of this address was verified in the meantime.
    if (!(await registrations.prolong(id, expiresAt))) return null;
    const { token, hash } = newToken();
    const tokens = new OneTimeTokenRepository(manager);
    await tokens.insert({ hash, purpose: 'REGISTRATION', registrationId: id, accountId: null, expiresAt });
    return verificationMessage(siteUrl, token);
  };
}

/** For an account whose address is not verified: the link that verifies it. */
export function emailVerificationMail({
  siteUrl,
  clock,
}: Omit<RegistrationMailOptions, 'composeKnownAddress'>): ComposeMail {
  return async ({ subjectId }, manager) => {
    const accounts = new AccountRepository(manager);
    await accounts.lock(subjectId ?? '');
    const account = await accounts.maybeOneById(subjectId ?? '');
    if (account?.status !== 'UNVERIFIED') return null;
    const { token, hash } = newToken();
    const expiresAt = new Date(clock.now().getTime() + tokenLifeMs.EMAIL_VERIFICATION);
    const tokens = new OneTimeTokenRepository(manager);
    const accountId = account.id;
    await tokens.insert({ hash, purpose: 'EMAIL_VERIFICATION', registrationId: null, accountId, expiresAt });
    return verificationMessage(siteUrl, token);
  };
}

function verificationMessage(siteUrl: string, token: string): MailMessage {
  const link = mailLink(siteUrl, 'verify-email', token);
  const text = `Welcome!

Please confirm that this is your address:

${link}

The link works once, for 24 hours.

If you have not asked for an account, do not open the link: without it there will be none.
`;
  return { subject: 'Confirm your e-mail address', text, action: { mutation: 'emailVerify', token, link } };
}
