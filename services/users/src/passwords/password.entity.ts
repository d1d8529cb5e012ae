import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The password of an account, apart from it: no query for accounts can bring a hash along. */
@Entity('password')
export class PasswordEntity {
  @PrimaryColumn('text', { name: 'account_id' })
  readonly accountId: string;

  /** argon2id in PHC string format. */
  @Column('text', { name: 'hash' })
  readonly hash: string;

  @Column({ type: 'timestamptz', name: 'changed_at', precision: 3 })
  readonly changedAt: Date;
}
