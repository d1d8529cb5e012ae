import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BillingInterval, TaxBehavior } from './price.rules';

/** Immutable: a new amount is a new price, and the old one stays for who pays it. */
@Entity('price')
export class PriceEntity {
  @PrimaryColumn({ name: 'id', type: 'text' })
  readonly id: string;

  @Column({ name: 'plan_id', type: 'text' })
  readonly planId: string;

  @Column({
    name: 'unit_amount_minor',
    type: 'bigint',
    transformer: { from: (text: string) => BigInt(text), to: (minor: bigint) => String(minor) },
  })
  readonly unitAmountMinor: bigint;

  @Column({ name: 'currency', type: 'text' })
  readonly currency: string;

  @Column({ name: 'billing_interval', type: 'text' })
  readonly interval: BillingInterval;

  @Column({ name: 'interval_count', type: 'integer' })
  readonly intervalCount: number;

  @Column({ name: 'tax_behavior', type: 'text' })
  readonly taxBehavior: TaxBehavior;

  /** Whether it is still sold. */
  @Column({ name: 'is_active', type: 'boolean' })
  readonly isActive: boolean;
}
