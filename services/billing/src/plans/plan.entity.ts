import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('plan')
export class PlanEntity {
  @PrimaryColumn({ name: 'id', type: 'text' })
  readonly id: string;

  @Column({ name: 'code', type: 'text' })
  readonly code: string;

  @Column({ name: 'name', type: 'text' })
  readonly name: string;

  @Column({ name: 'description', type: 'text', nullable: true })
  readonly description: string | null;

  @Column({ name: 'highlights', type: 'text', array: true })
  readonly highlights: string[];

  @Column({ name: 'rank', type: 'integer' })
  readonly rank: number;

  @Column({ name: 'trial_days', type: 'integer' })
  readonly trialDays: number;

  @Column({ name: 'is_public', type: 'boolean' })
  readonly isPublic: boolean;

  /** Grows with each change that the other services must know. */
  @Column({ name: 'version', type: 'integer' })
  readonly version: number;
}
