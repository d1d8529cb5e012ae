import { userErrorTypes } from '@nutgraf/kit/graphql/user-error';

export const { UserError, GenericError } = userErrorTypes({
  INVALID_INPUT: 'INVALID_INPUT',
  RATE_LIMITED: 'RATE_LIMITED',
  INVALID_CREDENTIALS: 'INVALID_CREDENTIALS',
  ACCOUNT_SUSPENDED: 'ACCOUNT_SUSPENDED',
} as const);
