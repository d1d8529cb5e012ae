import { userErrorTypes, type UserErrorValue } from '@nutgraf/kit/graphql/user-error';

const codes = {
  INVALID_INPUT: 'INVALID_INPUT',
  NOT_FOUND: 'NOT_FOUND',
  IDEMPOTENCY_KEY_REUSED: 'IDEMPOTENCY_KEY_REUSED',
  IDEMPOTENCY_IN_PROGRESS: 'IDEMPOTENCY_IN_PROGRESS',
} as const;

export const { UserError, GenericError } = userErrorTypes(codes);

export type BillingUserError = UserErrorValue<keyof typeof codes>;
