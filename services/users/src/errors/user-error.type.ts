import { userErrorTypes, type UserErrorValue } from '@nutgraf/kit/graphql/user-error';

const codes = {
  INVALID_INPUT: 'INVALID_INPUT',
  CONFLICT: 'CONFLICT',
  RATE_LIMITED: 'RATE_LIMITED',
  NOT_FOUND: 'NOT_FOUND',
  HANDLE_TAKEN: 'HANDLE_TAKEN',
  INVALID_OR_EXPIRED_TOKEN: 'INVALID_OR_EXPIRED_TOKEN',
  INVALID_CREDENTIALS: 'INVALID_CREDENTIALS',
  PASSWORD_BREACHED: 'PASSWORD_BREACHED',
  ACCOUNT_SUSPENDED: 'ACCOUNT_SUSPENDED',
} as const;

export const { UserError, GenericError, RateLimitedError } = userErrorTypes(codes);

/** A business error of this service. */
export type UsersUserError = UserErrorValue<keyof typeof codes>;
