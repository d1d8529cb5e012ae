import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { EntitlementSource } from './entitlement.rules';

/** An account may use a feature for a while. Half open: from `validFrom`, no longer at `validUntil`. */
@Entity('entitlement')
export class EntitlementEntity {
  @PrimaryColumn({ name: 'id', type: 'text' })
  readonly id: string;

  @Column({ name: 'account_id', type: 'text' })
  readonly accountId: string;

  @Column({ name: 'feature_id', type: 'text' })
  readonly featureId: string;

  @Column({ name: 'plan_id', type: 'text', nullable: true })
  readonly planId: string | null;

  @Column({ name: 'source', type: 'text' })
  readonly source: EntitlementSource;

  /** The subscription, or the last decision about the complimentary membership. */
  @Column({ name: 'source_id', type: 'text' })
  readonly sourceId: string;

  @Column({ name: 'valid_from', type: 'timestamptz', precision: 3 })
  readonly validFrom: Date;

  @Column({ name: 'valid_until', type: 'timestamptz', precision: 3, nullable: true })
  readonly validUntil: Date | null;
}
