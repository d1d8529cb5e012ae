import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One sign-in of an account. */
@Entity('session')
export class SessionEntity {
  /** `ses_…` */
  @PrimaryColumn('text', { name: 'id' })
  readonly id: string;

  @Column('text', { name: 'account_id' })
  readonly accountId: string;

  @Column('text', { name: 'device_name', nullable: true })
  readonly deviceName: string | null;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  readonly createdAt: Date;

  @Column({ type: 'timestamptz', name: 'expires_at', precision: 3 })
  readonly expiresAt: Date;
}
