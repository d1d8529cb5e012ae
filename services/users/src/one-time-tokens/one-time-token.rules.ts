import { createHash, randomBytes } from 'node:crypto';

/** What a token lets its holder do, once. */
export type TokenPurpose = 'REGISTRATION' | 'EMAIL_VERIFICATION' | 'PASSWORD_RESET';

const minuteMs = 60_000;

/** Life of a token from the moment its mail is composed, in milliseconds. */
export const tokenLifeMs: Readonly<Record<TokenPurpose, number>> = {
  REGISTRATION: 24 * 60 * minuteMs,
  EMAIL_VERIFICATION: 24 * 60 * minuteMs,
  PASSWORD_RESET: 30 * minuteMs,
};

/** 32 random bytes in base64url. */
const tokenPattern = /^[\w-]{43}$/;

/** A new token: the text for its holder, and the hash that is kept. */
export function newToken(): { readonly token: string; readonly hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: sha256(token) };
}

/** The hash under which a token may be kept; null when the text cannot be a token. */
export function tokenHash(token: string): Buffer | null {
  return tokenPattern.test(token) ? sha256(token) : null;
}

/** SHA-256 is enough: nobody can guess 32 random bytes, however fast. */
function sha256(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
