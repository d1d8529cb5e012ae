import type { UsersUserError } from '../errors/user-error.type';

/** Why a password stays as it is, in the developer's words. */
export const refusals = {
  wrongPassword: {
    code: 'INVALID_CREDENTIALS',
    message: 'The current password is wrong.',
    path: ['currentPassword'],
  },
  invalidToken: {
    code: 'INVALID_OR_EXPIRED_TOKEN',
    message: 'This link was used, is too old, or was followed by a newer one; ask for a new one.',
    path: ['token'],
  },
  longAddress: {
    code: 'INVALID_INPUT',
    message: 'An e-mail address has at most 254 characters.',
    path: ['email'],
  },
  longPassword: {
    code: 'INVALID_INPUT',
    message: 'A password has at most 1,024 bytes.',
    path: ['currentPassword'],
  },
} as const satisfies Record<string, UsersUserError>;
