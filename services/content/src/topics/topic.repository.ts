import { selectRows } from '@nutgraf/kit/database/select-rows';
import type { DataSource } from 'typeorm';
import { TopicRow } from './topic.entity';

export class TopicRepository {
  readonly #dataSource: DataSource;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  byIds(ids: readonly string[]): Promise<TopicRow[]> {
    return this.#select('WHERE topic.id = ANY($1)', ids);
  }

  bySlugs(slugs: readonly string[]): Promise<TopicRow[]> {
    return this.#select('WHERE topic.slug = ANY($1)', slugs);
  }

  /** In order of their names. */
  first(limit: number): Promise<TopicRow[]> {
    return this.#select('ORDER BY topic.name, topic.id LIMIT $1', limit);
  }

  /** The topics of articles, each article's in order of their names. */
  byArticleIds(articleIds: readonly string[]): Promise<(TopicRow & { readonly articleId: string })[]> {
    return this.#dataSource.query<(TopicRow & { readonly articleId: string })[]>(
      `SELECT link.article_id AS "articleId", topic.id, topic.slug, topic.name, topic.description
       FROM article_topic link JOIN topic ON topic.id = link.topic_id
       WHERE link.article_id = ANY($1)
       ORDER BY topic.name, topic.id`,
      [articleIds],
    );
  }

  #select(rest: string, parameter: unknown): Promise<TopicRow[]> {
    return selectRows(this.#dataSource.manager, TopicRow, 'topic', rest, [parameter]);
  }
}
