import type { UsersUserError } from '../errors/user-error.type';

/** Why a registration or a verification is refused, in the developer's words. */
export const refusals = {
  handleTaken: {
    code: 'HANDLE_TAKEN',
    message: 'Someone has this handle; choose another or leave it out.',
    path: ['input', 'handle'],
  },
  invalidToken: {
    code: 'INVALID_OR_EXPIRED_TOKEN',
    message: 'This link was used, is too old, or never was; register or ask for a new one.',
    path: ['token'],
  },
  alreadyVerified: { code: 'CONFLICT', message: 'This address is verified already.', path: null },
} as const satisfies Record<string, UsersUserError>;
