import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What content knows of a plan: a copy of billing's catalogue as of `version`. */
@Entity('plan')
export class PlanRow {
  /** `pln_…` */
  @PrimaryColumn('text')
  readonly id: string;

  @Column('integer')
  readonly version: number;

  /** Order of value and of price. */
  @Column('integer')
  readonly rank: number;

  @Column('boolean', { name: 'is_public' })
  readonly isPublic: boolean;

  /** Codes of the features it grants. */
  @Column('text', { array: true })
  readonly features: readonly string[];
}
