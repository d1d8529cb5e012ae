import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('comment')
export class CommentRow {
  /** `cmt_…` */
  @PrimaryColumn('text')
  readonly id: string;

  @Column('text', { name: 'article_id' })
  readonly articleId: string;

  /** The comment that is answered; null at the top level. */
  @Column('text', { name: 'parent_id', nullable: true })
  readonly parentId: string | null;

  /** `usr_…` */
  @Column('text', { name: 'author_id' })
  readonly authorId: string;

  /** Chosen by the author's client, unique among the author's comments. */
  @Column('text', { name: 'client_id' })
  readonly clientId: string;

  /** Plain text. */
  @Column('text')
  readonly body: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  readonly createdAt: Date;
}
