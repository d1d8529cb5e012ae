import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Someone who wants an account and has not yet proven to hold the address. */
@Entity('registration')
export class RegistrationEntity {
  /** `reg_…` */
  @PrimaryColumn('text', { name: 'id' })
  readonly id: string;

  /** There may be several with one address. */
  @Column('text', { name: 'email' })
  readonly email: string;

  /** argon2id in PHC string format. */
  @Column('text', { name: 'password_hash' })
  readonly passwordHash: string;

  /** Chosen, or made of the display name. Not kept free: it may be taken in the meantime. */
  @Column('text', { name: 'handle' })
  readonly handle: string;

  @Column('text', { name: 'display_name' })
  readonly displayName: string;

  /** BCP 47. */
  @Column('text', { name: 'locale' })
  readonly locale: string;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  readonly expiresAt: Date;
}
