import { readingMinutes } from '@nutgraf/content/articles/article.rules';
import { groupBy } from '../database';
import { type ArticleRow, authorships, commentCounts, topicsOf } from './queries';

/** What the cards of some articles show, with the authors' ids in the authors' place. */
export async function cardsOf(ids: string[]) {
  if (ids.length === 0) return () => null;
  const [counts, authors, topics] = await Promise.all([
    commentCounts('article_id', ids),
    authorships(ids),
    topicsOf(ids),
  ]);
  const countOf = new Map(counts.map(({ id, count }) => [id, count]));
  const authorsOf = groupBy(authors, ({ articleId }) => articleId);
  const topicsOfArticle = groupBy(topics, ({ articleId }) => articleId);
  return (row: ArticleRow) => ({
    ...headOf(row),
    excerpt: row.excerpt,
    accessLevel: row.accessLevel,
    commentCount: countOf.get(row.id) ?? 0,
    authors: (authorsOf.get(row.id) ?? []).map(({ userId }) => userId),
    topics: (topicsOfArticle.get(row.id) ?? []).map(({ id, slug, name }) => ({ id, slug, name })),
  });
}

export function headOf({ id, slug, title, subtitle, publishedAt, wordCount }: ArticleRow) {
  return { id, slug, title, subtitle, publishedAt, readingMinutes: readingMinutes(wordCount) };
}
