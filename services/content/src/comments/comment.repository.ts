import { selectRows } from '@nutgraf/kit/database/select-rows';
import { pagesByParent, type Page } from '@nutgraf/kit/paging/keyset';
import type { PageRequest } from '@nutgraf/kit/paging/page-request';
import type { DataSource, EntityManager } from 'typeorm';
import { isVisibleArticle } from '../articles/article.read';
import { CommentRow } from './comment.entity';
import type { CommentOrderValue } from './comment.rules';

/** What a list of comments hangs on. */
export type CommentParent = 'article' | 'comment';

/** A comment is seen where its article is. */
function isVisible(alias: string): string {
  return `EXISTS (
    SELECT FROM article WHERE article.id = ${alias}.article_id AND ${isVisibleArticle('article')})`;
}

export interface CommentCountRow {
  readonly id: string;
  /** All of an article's comments, or the direct replies to a comment. */
  readonly count: number;
  /** Those that answer no other comment. */
  readonly topLevel: number;
}

/** Reads and writes comments. No method answers with one of an article that readers must not see. */
export class CommentRepository {
  readonly #dataSource: DataSource;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  byIds(ids: readonly string[]): Promise<CommentRow[]> {
    const visible = `WHERE comment.id = ANY($1) AND ${isVisible('comment')}`;
    return selectRows(this.#dataSource.manager, CommentRow, 'comment', visible, [ids]);
  }

  maybeByClientId(authorId: string, clientId: string): Promise<CommentRow | null> {
    return this.#dataSource.manager
      .createQueryBuilder(CommentRow, 'comment')
      .where('comment.authorId = :authorId AND comment.clientId = :clientId', { authorId, clientId })
      .andWhere(isVisible('comment'))
      .getOne();
  }

  pagesOf(
    parent: CommentParent,
    parentIds: readonly string[],
    request: PageRequest,
    order: CommentOrderValue,
  ): Promise<ReadonlyMap<string, Page<CommentRow>>> {
    const query = {
      order: {
        columns: [
          { sql: 'item.created_at', type: 'timestamptz' },
          { sql: 'item.id', type: 'text' },
        ],
        direction: order === 'OLDEST' ? 'ASC' : 'DESC',
      },
      join: parent === 'article' ? 'item.article_id = parent.id' : 'item.parent_id = parent.id',
      where: parent === 'article' ? `item.parent_id IS NULL AND ${isVisible('item')}` : isVisible('item'),
      parameters: [],
    } as const;
    return pagesByParent(this.#dataSource.manager, CommentRow, query, request, parentIds);
  }

  countsOf(parent: CommentParent, parentIds: readonly string[]): Promise<CommentCountRow[]> {
    const column = parent === 'article' ? 'article_id' : 'parent_id';
    return this.#dataSource.query<CommentCountRow[]>(
      `SELECT ${column} AS id, count(*)::int AS count,
         count(*) FILTER (WHERE parent_id IS NULL)::int AS "topLevel"
       FROM comment WHERE ${column} = ANY($1) AND ${isVisible('comment')} GROUP BY ${column}`,
      [parentIds],
    );
  }

  /** Writes the comment; false when its author has used the client id before. */
  async insert(comment: CommentRow, manager: EntityManager): Promise<boolean> {
    const written = await manager.query<unknown[]>(
      `INSERT INTO comment (id, article_id, parent_id, author_id, client_id, body, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (author_id, client_id) DO NOTHING RETURNING id`,
      [
        comment.id,
        comment.articleId,
        comment.parentId,
        comment.authorId,
        comment.clientId,
        comment.body,
        comment.createdAt,
      ],
    );
    return written.length > 0;
  }
}
