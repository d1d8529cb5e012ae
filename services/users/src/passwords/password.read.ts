import type { PasswordService } from './password.service';

export { newPasswordErrors } from './password-policy';
export { PasswordRepository } from './password.repository';
export { mostPasswordBytes } from './password.rules';

/** Tells whether a password is an account's. */
export type PasswordCheck = Pick<PasswordService, 'check'>;

/** Hashes a new password. */
export type PasswordHashing = Pick<PasswordService, 'hash'>;
