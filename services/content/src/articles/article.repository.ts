import { selectRows } from '@nutgraf/kit/database/select-rows';
import { pagesByParent, singlePage, type Page } from '@nutgraf/kit/paging/keyset';
import type { PageRequest } from '@nutgraf/kit/paging/page-request';
import type { DataSource } from 'typeorm';
import { type ArticleBodyRow } from './article-body.entity';
import { filterParameters, isVisibleArticle, matchesFilter, type ArticleFilterValue } from './article-filter';
import { keysetOrder, type ArticleOrderValue } from './article-order';
import { ArticleRow } from './article.entity';

/** Whose articles a list holds. */
export type ArticleParent = 'topic' | 'author';

const links = {
  topic: { table: 'article_topic', column: 'topic_id' },
  author: { table: 'article_author', column: 'user_id' },
} as const;

/** Number of something by the id of what has it; what has none is left out. */
export interface CountRow {
  readonly id: string;
  readonly count: number;
}

/** Reads articles. No method answers with one that readers must not see. */
export class ArticleRepository {
  readonly #dataSource: DataSource;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  byIds(ids: readonly string[]): Promise<ArticleRow[]> {
    return this.#visible('item.id = ANY($1)', ids);
  }

  bySlugs(slugs: readonly string[]): Promise<ArticleRow[]> {
    return this.#visible('item.slug = ANY($1)', slugs);
  }

  bodiesByIds(ids: readonly string[]): Promise<ArticleBodyRow[]> {
    return this.#dataSource.query<ArticleBodyRow[]>(
      `SELECT body.article_id AS "articleId", body.document
       FROM article_body body JOIN article item ON item.id = body.article_id
       WHERE item.id = ANY($1) AND ${isVisibleArticle('item')}`,
      [ids],
    );
  }

  page(
    request: PageRequest,
    order: ArticleOrderValue,
    filter: ArticleFilterValue,
  ): Promise<Page<ArticleRow>> {
    const query = {
      order: keysetOrder(order),
      where: matchesFilter,
      parameters: filterParameters(filter),
    };
    return singlePage(this.#dataSource.manager, ArticleRow, query, request);
  }

  async count(filter: ArticleFilterValue): Promise<number> {
    // $1 is taken by the parents in pages; here it is empty, so that the filter's places are the same.
    const [row] = await this.#dataSource.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM article item WHERE $1::text IS NULL AND ${matchesFilter}`,
      [null, ...filterParameters(filter)],
    );
    return row?.count ?? 0;
  }

  pagesOf(
    parent: ArticleParent,
    parentIds: readonly string[],
    request: PageRequest,
    order: ArticleOrderValue,
  ): Promise<ReadonlyMap<string, Page<ArticleRow>>> {
    const { table, column } = links[parent];
    const query = {
      order: keysetOrder(order),
      where: isVisibleArticle('item'),
      parameters: [],
      // From the parent's own articles: with EXISTS a parent of few is sought through all that is published.
      join: `item.id = ANY(ARRAY(SELECT link.article_id FROM ${table} link WHERE link.${column} = parent.id))`,
    };
    return pagesByParent(this.#dataSource.manager, ArticleRow, query, request, parentIds);
  }

  countsOf(parent: ArticleParent, parentIds: readonly string[]): Promise<CountRow[]> {
    const { table, column } = links[parent];
    return this.#dataSource.query<CountRow[]>(
      `SELECT link.${column} AS id, count(*)::int AS count
       FROM ${table} link JOIN article item ON item.id = link.article_id
       WHERE link.${column} = ANY($1) AND ${isVisibleArticle('item')}
       GROUP BY link.${column}`,
      [parentIds],
    );
  }

  #visible(condition: string, keys: readonly string[]): Promise<ArticleRow[]> {
    const { manager } = this.#dataSource;
    return selectRows(manager, ArticleRow, 'item', `WHERE ${condition} AND ${isVisibleArticle('item')}`, [
      keys,
    ]);
  }
}
