import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A decision of staff about a complimentary membership. Kept for ever: who, what, why and when. */
@Entity('entitlement_comp')
export class EntitlementCompEntity {
  @PrimaryColumn({ name: 'id', type: 'text' })
  readonly id: string;

  @Column({ name: 'account_id', type: 'text' })
  readonly accountId: string;

  @Column({ name: 'plan_id', type: 'text' })
  readonly planId: string;

  @Column({ name: 'until', type: 'timestamptz', precision: 3 })
  readonly until: Date;

  @Column({ name: 'note', type: 'text' })
  readonly note: string;

  /** Who decided. */
  @Column({ name: 'actor_account_id', type: 'text' })
  readonly actorAccountId: string;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  readonly createdAt: Date;
}
