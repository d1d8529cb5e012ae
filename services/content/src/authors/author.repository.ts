import type { DataSource } from 'typeorm';

export interface AuthorshipRow {
  readonly articleId: string;
  /** `usr_…` */
  readonly userId: string;
}

export class AuthorRepository {
  readonly #dataSource: DataSource;

  constructor(dataSource: DataSource) {
    this.#dataSource = dataSource;
  }

  /** Who wrote the articles, each article's authors in the order of its byline. */
  byArticleIds(articleIds: readonly string[]): Promise<AuthorshipRow[]> {
    return this.#dataSource.query<AuthorshipRow[]>(
      `SELECT article_id AS "articleId", user_id AS "userId"
       FROM article_author WHERE article_id = ANY($1) ORDER BY article_id, position`,
      [articleIds],
    );
  }
}
