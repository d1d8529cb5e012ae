import type { Clock } from '@nutgraf/kit/clock';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { AccountRepository } from '../accounts/account.read';
import type { MailOrders } from '../mail/mail.read';
import { OneTimeTokenRepository } from '../one-time-tokens/one-time-token.read';
import { PasswordRepository } from '../passwords/password.read';
import type { SessionRevocations } from '../sessions/session.read';

/** How a password came to be replaced, and what outlives it. */
export interface ReplacementCause {
  readonly reason: 'PASSWORD_CHANGED' | 'PASSWORD_RESET';
  /** The session of who changed it; null ends all. */
  readonly keepSessionId: string | null;
}

/** Puts a new password in place of the old one, with everything that hangs on that. */
export class PasswordReplacement {
  constructor(
    private readonly revocations: Pick<SessionRevocations, 'ofAccount'>,
    private readonly mails: MailOrders,
    private readonly clock: Clock,
  ) {}

  /** The account must be locked. Ends sessions and reset links that the old password's time has left, and tells the owner. */
  async replace(
    transaction: Transaction,
    accountId: string,
    hash: string,
    { reason, keepSessionId }: ReplacementCause,
  ): Promise<void> {
    const { manager } = transaction;
    const account = await new AccountRepository(manager).maybeOneById(accountId);
    if (!account) throw new Error('The account is gone.');
    await new PasswordRepository(manager).save({ accountId, hash, changedAt: this.clock.now() });
    await new OneTimeTokenRepository(manager).takeOfAccount(accountId, ['PASSWORD_RESET']);
    await this.revocations.ofAccount(transaction, accountId, reason, keepSessionId);
    await this.mails.place(manager, {
      kind: 'PASSWORD_CHANGED',
      recipient: account.email,
      subjectId: accountId,
    });
  }

  /** To be told after the commit. */
  committed(): void {
    this.mails.committed();
  }
}
