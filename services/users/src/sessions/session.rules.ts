/** Why a sign-in is refused. */
export type SignInRefusal = 'INVALID_CREDENTIALS' | 'ACCOUNT_SUSPENDED' | 'RATE_LIMITED';

/** A suspension shows only to who has proven to be the owner: it would tell that the account exists. */
export function signInRefusal(
  account: { readonly status: string } | null,
  verdict: 'RIGHT' | 'WRONG' | 'BUSY',
): SignInRefusal | null {
  if (verdict === 'BUSY') return 'RATE_LIMITED';
  if (!account || verdict === 'WRONG') return 'INVALID_CREDENTIALS';
  return account.status === 'SUSPENDED' ? 'ACCOUNT_SUSPENDED' : null;
}

/** The developer's sentence for each refusal. */
export const refusalMessages: Readonly<Record<SignInRefusal, string>> = {
  INVALID_CREDENTIALS: 'The e-mail address or the password is wrong.',
  ACCOUNT_SUSPENDED: 'This account is suspended.',
  RATE_LIMITED: 'Too many people are signing in at the moment; try again in a few seconds.',
};
