import type { Clock } from '@nutgraf/kit/clock';
import type { EntityManager } from 'typeorm';
import { AccountRepository } from '../accounts/account.read';
import { mailLink, type ComposeMail } from '../mail/mail.read';
import { newToken, OneTimeTokenRepository, tokenLifeMs } from '../one-time-tokens/one-time-token.read';

export interface PasswordMailOptions {
  /** Where readers see the site. */
  readonly siteUrl: string;
  readonly clock: Clock;
}

/** A link to choose a new password, for an address that has an account; nothing for any other. */
export function passwordResetMail(options: PasswordMailOptions): ComposeMail {
  return resetMail(
    options,
    'Choose a new password',
    (link) => `Someone, probably you, asked for a new password. Choose it here:

${link}

The link works once, for 30 minutes. If it was not you, ignore this mail: your password stays as it is.
`,
  );
}

/** For who registers an address that has an account: word of it, and a way in for the owner. */
export function knownAddressMail(options: PasswordMailOptions): ComposeMail {
  return resetMail(
    options,
    'You already have an account',
    (link) => `Someone, probably you, tried to register with this address, which has an account already.

If you have forgotten your password, choose a new one here:

${link}

The link works once, for 30 minutes. If it was not you, ignore this mail: nothing has changed.
`,
  );
}

/** News for the owner, who may not be the one who did it. */
export const passwordChangedMail: ComposeMail = () =>
  Promise.resolve({
    subject: 'Your password was changed',
    text: `Your password was changed, and other devices were signed out.

If it was not you, ask for a new password at once: that signs everyone out.
`,
    action: null,
  });

function resetMail(
  { siteUrl, clock }: PasswordMailOptions,
  subject: string,
  textWith: (link: string) => string,
): ComposeMail {
  return async ({ recipient }, manager) => {
    const account = await new AccountRepository(manager).maybeOneByEmail(recipient);
    if (!account) return null;
    const token = await newResetToken(account.id, manager, clock);
    const link = mailLink(siteUrl, 'reset-password', token);
    return { subject, text: textWith(link), action: { mutation: 'passwordReset', token, link } };
  };
}

/** Ends the account's older ones. */
async function newResetToken(accountId: string, manager: EntityManager, clock: Clock): Promise<string> {
  await new AccountRepository(manager).lock(accountId);
  const tokens = new OneTimeTokenRepository(manager);
  await tokens.takeOfAccount(accountId, ['PASSWORD_RESET']);
  const { token, hash } = newToken();
  const expiresAt = new Date(clock.now().getTime() + tokenLifeMs.PASSWORD_RESET);
  await tokens.insert({ hash, purpose: 'PASSWORD_RESET', registrationId: null, accountId, expiresAt });
  return token;
}
