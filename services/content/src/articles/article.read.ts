/** What other rooms use of articles. */
export type { AccessLevel } from './access-level';
export { articleConnection } from './article-connection';
export { ArticleRow } from './article.entity';
export { isVisibleArticle } from './article-filter';
export type { ArticleRepository } from './article.repository';
export { isSlug } from './article.rules';
export { Article, ArticleConnection, ArticleOrder } from './article.type';
