import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A public profile. It stays when its account is deleted, as a ghost. */
@Entity('user_profile')
export class UserEntity {
  /** `usr_…` */
  @PrimaryColumn('text', { name: 'id' })
  readonly id: string;

  /** Unique whatever its case. */
  @Column('text', { name: 'handle' })
  readonly handle: string;

  @Column('text', { name: 'display_name' })
  readonly displayName: string;

  @Column('text', { name: 'bio', nullable: true })
  readonly bio: string | null;

  @Column('text', { name: 'website', nullable: true })
  readonly website: string | null;

  @Column({ type: 'timestamptz', name: 'joined_at', precision: 3 })
  readonly joinedAt: Date;

  @Column('boolean', { name: 'is_ghost' })
  readonly isGhost: boolean;
}
