import type { AccountRepository } from './account.repository';

export { AccountRepository } from './account.repository';
export type { AccountEntity as AccountRow } from './account.entity';
export type { AccountStatus, Role } from './account.rules';

/** Finds whom an e-mail address belongs to. */
export type AccountsByEmail = Pick<AccountRepository, 'maybeOneByEmail'>;
