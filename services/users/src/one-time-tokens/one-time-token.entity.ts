import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TokenPurpose } from './one-time-token.rules';

/** A token that was mailed and not yet used. Using it deletes the row. */
@Entity('one_time_token')
export class OneTimeTokenEntity {
  /** SHA-256 of the token. */
  @PrimaryColumn('bytea', { name: 'hash' })
  readonly hash: Buffer;

  @Column('text', { name: 'purpose' })
  readonly purpose: TokenPurpose;

  /** Set for the purpose REGISTRATION, null for the others. */
  @Column('text', { name: 'registration_id', nullable: true })
  readonly registrationId: string | null;

  /** Null for the purpose REGISTRATION. */
  @Column('text', { name: 'account_id', nullable: true })
  readonly accountId: string | null;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  readonly expiresAt: Date;
}
