import { userErrorTypes, type UserErrorValue } from '@nutgraf/kit/graphql/user-error';

const codes = {
  INVALID_INPUT: 'INVALID_INPUT',
  NOT_FOUND: 'NOT_FOUND',
  FORBIDDEN: 'FORBIDDEN',
  CONFLICT: 'CONFLICT',
  COMMENTS_CLOSED: 'COMMENTS_CLOSED',
} as const;

export const { UserError, GenericError } = userErrorTypes(codes);

/** A business error of this service. */
export type ContentUserError = UserErrorValue<keyof typeof codes>;
