import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AccessLevel } from './access-level';

export type ArticleStatus = 'DRAFT' | 'SCHEDULED' | 'PUBLISHED' | 'UNPUBLISHED';

/** All that lists show of an article. Its text is an {@link ArticleBodyRow}, read only when asked for. */
@Entity('article')
export class ArticleRow {
  /** `art_…` */
  @PrimaryColumn('text')
  readonly id: string;

  @Column('text')
  readonly slug: string;

  /** BCP 47 */
  @Column('text')
  readonly locale: string;

  @Column('text')
  readonly title: string;

  @Column('text', { nullable: true })
  readonly subtitle: string | null;

  @Column('text')
  readonly excerpt: string;

  @Column('text')
  readonly status: ArticleStatus;

  @Column('text', { name: 'access_level' })
  readonly accessLevel: AccessLevel;

  @Column('integer', { name: 'word_count' })
  readonly wordCount: number;

  @Column('boolean', { name: 'comments_enabled' })
  readonly commentsEnabled: boolean;

  @Column({ type: 'timestamptz', name: 'scheduled_for', precision: 3, nullable: true })
  readonly scheduledFor: Date | null;

  @Column({ type: 'timestamptz', name: 'published_at', precision: 3, nullable: true })
  readonly publishedAt: Date | null;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3 })
  readonly updatedAt: Date;
}
