import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SubscriptionStatus } from './subscription.rules';

/** An account's contract on a price. At most one of an account has not ended. */
@Entity('subscription')
export class SubscriptionEntity {
  @PrimaryColumn({ name: 'id', type: 'text' })
  readonly id: string;

  @Column({ name: 'account_id', type: 'text' })
  readonly accountId: string;

  @Column({ name: 'price_id', type: 'text' })
  readonly priceId: string;

  @Column({ name: 'status', type: 'text' })
  readonly status: SubscriptionStatus;

  @Column({ name: 'started_at', type: 'timestamptz', precision: 3 })
  readonly startedAt: Date;

  @Column({ name: 'trial_ends_at', type: 'timestamptz', precision: 3, nullable: true })
  readonly trialEndsAt: Date | null;

  /** The period is half open: from here… */
  @Column({ name: 'period_start', type: 'timestamptz', precision: 3 })
  readonly periodStart: Date;

  /** …and no longer here. */
  @Column({ name: 'period_end', type: 'timestamptz', precision: 3 })
  readonly periodEnd: Date;

  @Column({ name: 'cancel_at_period_end', type: 'boolean' })
  readonly cancelAtPeriodEnd: boolean;

  /** When it was asked to end. */
  @Column({ name: 'canceled_at', type: 'timestamptz', precision: 3, nullable: true })
  readonly canceledAt: Date | null;

  /** When it did end; set exactly in the final statuses. */
  @Column({ name: 'ended_at', type: 'timestamptz', precision: 3, nullable: true })
  readonly endedAt: Date | null;

  @Column({ name: 'grace_ends_at', type: 'timestamptz', precision: 3, nullable: true })
  readonly graceEndsAt: Date | null;
}
