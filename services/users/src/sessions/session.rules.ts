/** Why a sign-in is refused. */
export type SignInRefusal = 'INVALID_CREDENTIALS' | 'ACCOUNT_SUSPENDED';

/** Why a refresh is refused. */
export type RefreshRefusal = 'INVALID_OR_EXPIRED_TOKEN' | 'ACCOUNT_SUSPENDED';

/** A suspension shows only to who has proven to be the owner: it would tell that the account exists. */
export function signInRefusal(
  account: { readonly status: string } | null,
  verdict: 'RIGHT' | 'WRONG',
): SignInRefusal | null {
  if (!account || verdict === 'WRONG') return 'INVALID_CREDENTIALS';
  return account.status === 'SUSPENDED' ? 'ACCOUNT_SUSPENDED' : null;
}

/** Who presents a token has proven to be the owner. */
export function refreshRefusal(account: { readonly status: string } | null): RefreshRefusal | null {
  if (!account) return 'INVALID_OR_EXPIRED_TOKEN';
  return account.status === 'SUSPENDED' ? 'ACCOUNT_SUSPENDED' : null;
}

/** The developer's sentence for each refusal. */
export const refusalMessages: Readonly<Record<SignInRefusal | RefreshRefusal, string>> = {
  INVALID_CREDENTIALS:
    'The e-mail address or the password is wrong. Who has just registered opens the link in our mail first.',
  INVALID_OR_EXPIRED_TOKEN: 'There is no refresh token, or its session is over: sign in again.',
  ACCOUNT_SUSPENDED: 'This account is suspended.',
};

/** How long things live, in milliseconds. */
export interface SessionLifetimes {
  readonly accessTokenMs: number;
  /** Of a session that is not refreshed. */
  readonly idleMs: number;
  /** Of a session in all. */
  readonly wholeMs: number;
}

/** How long the parent of the active refresh token still brings the active one: for lost answers and second tabs. */
const repeatMs = 10_000;

/** What a refresh token is to its family. FORGED: never issued, or under a key that is gone. */
export type TokenStanding = 'ACTIVE' | 'PARENT' | 'OLDER' | 'FORGED';

/** What presenting a refresh token leads to. */
export function refreshStep(
  standing: TokenStanding,
  refreshedAt: Date,
  now: Date,
): 'ROTATE' | 'REPEAT' | 'REVOKE' | 'REFUSE' {
  switch (standing) {
    case 'ACTIVE':
      return 'ROTATE';
    case 'PARENT':
      return now.getTime() - refreshedAt.getTime() <= repeatMs ? 'REPEAT' : 'REVOKE';
    case 'OLDER':
      return 'REVOKE';
    case 'FORGED':
      return 'REFUSE';
  }
}

/** When a session ends that is refreshed now. */
export function sessionEnd(createdAt: Date, now: Date, { idleMs, wholeMs }: SessionLifetimes): Date {
  return new Date(Math.min(now.getTime() + idleMs, createdAt.getTime() + wholeMs));
}

/** Times of a session that decide those of its access token. */
export interface SessionTimes {
  readonly refreshedAt: Date;
  readonly expiresAt: Date;
  /** What everyone was told, or will be, of the last access token; null before the first was made. */
  readonly tokensExpireAt: Date | null;
}

/** Life of the access token that goes with the active refresh token, in whole seconds; it never outlives the session. */
export function accessTokenLife(
  { refreshedAt, expiresAt, tokensExpireAt }: SessionTimes,
  { accessTokenMs }: SessionLifetimes,
): { issuedAt: Date; expiresAt: Date } {
  const issuedAt = wholeSecond(refreshedAt);
  const latest = Math.min(expiresAt.getTime(), tokensExpireAt?.getTime() ?? Infinity);
  const end = Math.min(issuedAt.getTime() + accessTokenMs, latest);
  return { issuedAt, expiresAt: wholeSecond(new Date(end)) };
}

function wholeSecond(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
