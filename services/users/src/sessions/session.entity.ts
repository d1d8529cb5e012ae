import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One sign-in of an account, and the family of its refresh tokens. What is over has no row. */
@Entity('session')
export class SessionEntity {
  /** `ses_…` */
  @PrimaryColumn('text', { name: 'id' })
  readonly id: string;

  @Column('text', { name: 'account_id' })
  readonly accountId: string;

  @Column('text', { name: 'device_name', nullable: true })
  readonly deviceName: string | null;

  /** From where it was last refreshed, as the gateway saw it. */
  @Column('text', { name: 'ip_address', nullable: true })
  readonly ipAddress: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  readonly createdAt: Date;

  /** When the active refresh token was made: at sign-in, or when its parent was first presented. */
  @Column({ type: 'timestamptz', name: 'refreshed_at', precision: 3 })
  readonly refreshedAt: Date;

  /** Unless it is refreshed before. */
  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  readonly expiresAt: Date;

  /** When the last of its access tokens will have expired. Null for one of before there were refresh tokens. */
  @Column({ type: 'timestamptz', name: 'tokens_expire_at', precision: 3, nullable: true })
  readonly tokensExpireAt: Date | null;

  /** SHA-256 of the active refresh token. */
  @Column('bytea', { name: 'refresh_token_hash', nullable: true })
  readonly refreshTokenHash: Buffer | null;

  /** SHA-256 of the token of which the active one is the successor; null until the first refresh. */
  @Column('bytea', { name: 'parent_token_hash', nullable: true })
  readonly parentTokenHash: Buffer | null;
}
