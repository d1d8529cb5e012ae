import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { BlockDocument } from '../documents/document.read';

@Entity('article_body')
export class ArticleBodyRow {
  @PrimaryColumn('text', { name: 'article_id' })
  readonly articleId: string;

  @Column('jsonb')
  readonly document: BlockDocument;
}
