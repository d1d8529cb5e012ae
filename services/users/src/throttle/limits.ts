/** So many attempts within a window that begins with the first. */
export interface Limit {
  readonly points: number;
  readonly seconds: number;
}

/** What is counted for one kind of attempt. Each attempt counts for all of these. */
export interface Limits {
  /** One account from one client: low, as it hurts nobody else. */
  readonly pair?: Limit;
  /** One account from all clients: higher, or a stranger could lock its owner out. */
  readonly account?: Limit;
  /** One client for all accounts: many people can be behind one address. */
  readonly client: Limit;
  /** All clients together whose address is not known. */
  readonly unknownClients: Limit;
}

const minute = 60;
const hour = 60 * minute;

/**
 * Attempts are given back when they succeed, so these are limits of failures, except for what sends a mail. A
 * mail can be asked for again, in vain, no longer than the link of the last one lives.
 */
export const limits = {
  PASSWORD_CHECK: {
    pair: { points: 5, seconds: 5 * minute },
    account: { points: 30, seconds: hour },
    client: { points: 100, seconds: 15 * minute },
    unknownClients: { points: 1_000, seconds: 15 * minute },
  },
  REGISTRATION: {
    pair: { points: 5, seconds: hour },
    account: { points: 10, seconds: hour },
    client: { points: 20, seconds: hour },
    unknownClients: { points: 500, seconds: hour },
  },
  PASSWORD_RESET_REQUEST: {
    pair: { points: 3, seconds: 30 * minute },
    account: { points: 6, seconds: 30 * minute },
    client: { points: 30, seconds: 30 * minute },
    unknownClients: { points: 500, seconds: 30 * minute },
  },
  EMAIL_VERIFICATION_RESEND: {
    pair: { points: 3, seconds: hour },
    account: { points: 6, seconds: hour },
    client: { points: 30, seconds: hour },
    unknownClients: { points: 500, seconds: hour },
  },
  TOKEN: {
    client: { points: 30, seconds: 15 * minute },
    unknownClients: { points: 1_000, seconds: 15 * minute },
  },
} as const satisfies Record<string, Limits>;

export type AttemptKind = keyof typeof limits;

/** Passwords that one request may have checked or hashed, whatever the accounts: aliases are no way around. */
export const passwordsPerRequest = 5;

/** For so long a client at which an account signed in is known to it, in seconds. A timer cannot hold 25 days. */
export const knownClientSeconds = 14 * 24 * hour;
