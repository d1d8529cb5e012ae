export type MailKind = 'REGISTRATION' | 'EMAIL_VERIFICATION' | 'PASSWORD_RESET' | 'PASSWORD_CHANGED';

/** What a mail says. */
export interface MailMessage {
  readonly subject: string;
  /** Plain text, with the link in it. */
  readonly text: string;
  /** What the mail lets its reader do; null for mere news. */
  readonly action: MailAction | null;
}

/** The way in that a mail carries. */
export interface MailAction {
  readonly mutation: 'emailVerify' | 'passwordReset';
  readonly token: string;
  readonly link: string;
}

const firstRetryMs = 5_000;
const longestRetryMs = 3_600_000;
const dayMs = 86_400_000;

/** A mail that could not be sent for so long is given up, in milliseconds. */
export const giveUpAfterMs = 3 * dayMs;
/** Mails in the developer inbox older than this are deleted, in milliseconds. */
export const keepSentMs = 7 * dayMs;

/** When to try again after so many failures, or null to give up. */
export function nextTry(
  { requestedAt, attempts }: { readonly requestedAt: Date; readonly attempts: number },
  now: Date,
): Date | null {
  if (now.getTime() - requestedAt.getTime() >= giveUpAfterMs) return null;
  return new Date(now.getTime() + Math.min(firstRetryMs * 2 ** attempts, longestRetryMs));
}
