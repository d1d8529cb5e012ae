import type { AccessLevel } from './access-level';

/** A filter of articles; null and absent restrict nothing. */
export interface ArticleFilterValue {
  readonly topicSlugs?: readonly string[] | null;
  readonly accessLevels?: readonly AccessLevel[] | null;
  readonly locale?: string | null;
  readonly publishedAfter?: Date | null;
  readonly publishedBefore?: Date | null;
}

/** SQL that holds for the only articles readers can reach, by whatever road. */
export function isVisibleArticle(alias: string): string {
  return `${alias}.status = 'PUBLISHED'`;
}

/**
 * The filter as SQL over `item`. Its five parameters are `$2` to `$6`, in the same places for every
 * filter, so that all filters are one statement to the database.
 */
export const matchesFilter = `${isVisibleArticle('item')}
  AND ($2::text[] IS NULL OR EXISTS (
    SELECT FROM article_topic link JOIN topic ON topic.id = link.topic_id
    WHERE link.article_id = item.id AND topic.slug = ANY($2)))
  AND ($3::text[] IS NULL OR item.access_level = ANY($3))
  AND ($4::text IS NULL OR item.locale = $4)
  AND ($5::timestamptz IS NULL OR item.published_at >= $5)
  AND ($6::timestamptz IS NULL OR item.published_at < $6)`;

export function filterParameters(filter: ArticleFilterValue): readonly unknown[] {
  return [
    filter.topicSlugs ?? null,
    filter.accessLevels ?? null,
    filter.locale ?? null,
    filter.publishedAfter ?? null,
    filter.publishedBefore ?? null,
  ];
}
