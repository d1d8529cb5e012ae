import type { EntitlementGrant } from '@nutgraf/contract/billing-events';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What content knows of an account's entitlements: a copy of billing's truth as of `version`. */
@Entity('account_entitlements')
export class AccountEntitlementsRow {
  /** `acc_…` */
  @PrimaryColumn('text', { name: 'account_id' })
  readonly accountId: string;

  @Column('integer')
  readonly version: number;

  @Column('jsonb')
  readonly grants: readonly EntitlementGrant[];
}
