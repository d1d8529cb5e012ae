import type { RateLimitedErrorValue } from '@nutgraf/kit/graphql/user-error';

/** How long to stay away while too many passwords are being hashed, in milliseconds. */
const busyMs = 2_000;

/** Says when to come back, and nothing about whether an account exists. */
export function rateLimited(retryAt: Date): RateLimitedErrorValue<'RATE_LIMITED'> {
  return {
    code: 'RATE_LIMITED',
    message: 'Too many attempts; try again later ("retryAt" says when).',
    path: null,
    retryAt,
  };
}

/** When to come back while the hashing queue is full. */
export function busyUntil(now: Date): Date {
  return new Date(now.getTime() + busyMs);
}

/** For when the hashing queue is full: nobody in particular did too much. */
export function busy(now: Date): RateLimitedErrorValue<'RATE_LIMITED'> {
  return rateLimited(busyUntil(now));
}
