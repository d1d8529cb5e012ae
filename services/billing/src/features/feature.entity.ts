import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something a plan gives access to. */
@Entity('feature')
export class FeatureEntity {
  @PrimaryColumn({ name: 'id', type: 'text' })
  readonly id: string;

  /** What the rest of the system calls it, such as `members`. */
  @Column({ name: 'code', type: 'text' })
  readonly code: string;

  @Column({ name: 'name', type: 'text' })
  readonly name: string;

  @Column({ name: 'description', type: 'text', nullable: true })
  readonly description: string | null;
}
