import type { PasswordService } from './password.service';

/** Tells whether a password is an account's. */
export type PasswordCheck = Pick<PasswordService, 'check'>;

export { PasswordRepository } from './password.repository';
