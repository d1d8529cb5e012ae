import { randomBytes } from 'node:crypto';
import type { BoundedQueue } from './bounded-queue';
import type { PasswordHasher } from './password-hasher';
import type { PasswordRepository } from './password.repository';
import { normalPassword } from './password.rules';

/** What was found out about a password. */
export interface PasswordFinding {
  /** BUSY: too many passwords are being checked; nothing was found out about this one. */
  readonly verdict: 'RIGHT' | 'WRONG' | 'BUSY';
  /** What it was compared with, for {@link PasswordRepository.isHashOf} in a transaction that builds on it. */
  readonly hash: string;
}

/** No account has this id. */
const nobody = '';

/** Checks and hashes passwords, few at a time; a check tells nothing by its work: one query, one verification. */
export class PasswordService {
  private constructor(
    private readonly passwords: Pick<PasswordRepository, 'maybeOneByAccountId'>,
    private readonly hasher: PasswordHasher,
    private readonly queue: BoundedQueue,
    /** Of a password nobody knows; as costly to verify as any other. */
    private readonly decoyHash: string,
  ) {}

  static async create(
    passwords: Pick<PasswordRepository, 'maybeOneByAccountId'>,
    hasher: PasswordHasher,
    queue: BoundedQueue,
  ): Promise<PasswordService> {
    const decoyHash = await hasher.hash(randomBytes(32).toString('base64'));
    return new PasswordService(passwords, hasher, queue, decoyHash);
  }

  /** @param accountId null when there is no account, which takes the same work as a wrong password. */
  async check(accountId: string | null, password: string): Promise<PasswordFinding> {
    const stored = await this.passwords.maybeOneByAccountId(accountId ?? nobody);
    const hash = stored?.hash ?? this.decoyHash;
    const matches = await this.queue.tryRun(() => this.hasher.verify(hash, normalPassword(password)));
    if (matches === null) return { verdict: 'BUSY', hash };
    return { verdict: matches && stored ? 'RIGHT' : 'WRONG', hash };
  }

  /** @returns the hash to keep, or null when too many passwords are being hashed. */
  async hash(password: string): Promise<string | null> {
    return this.queue.tryRun(() => this.hasher.hash(normalPassword(password)));
  }
}
