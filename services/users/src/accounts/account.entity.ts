import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccountStatus, Role } from './account.rules';

/** The private side of a person. */
@Entity('account')
export class AccountEntity {
  /** `acc_…` */
  @PrimaryColumn('text', { name: 'id' })
  readonly id: string;

  /** `usr_…` with the same suffix; the database derives it. */
  @Column({ type: 'text', name: 'user_id', insert: false, update: false })
  readonly userId: string;

  /** Unique whatever its case. */
  @Column('text', { name: 'email' })
  readonly email: string;

  @Column({ type: 'timestamptz', name: 'email_verified_at', precision: 3, nullable: true })
  readonly emailVerifiedAt: Date | null;

  @Column('text', { name: 'status' })
  readonly status: AccountStatus;

  /** READER, which everyone is, among them. */
  @Column({ type: 'text', name: 'roles', array: true })
  readonly roles: Role[];

  /** BCP 47. */
  @Column('text', { name: 'locale' })
  readonly locale: string;

  /** IANA name. */
  @Column('text', { name: 'time_zone' })
  readonly timeZone: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  readonly createdAt: Date;
}
