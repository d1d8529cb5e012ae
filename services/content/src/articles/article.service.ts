import type { Page } from '@nutgraf/kit/paging/keyset';
import type { ArticleFilterValue } from './article-filter';
import type { ArticlePageArguments } from './article.loader';
import type { ArticleRow } from './article.entity';
import type { ArticleRepository } from './article.repository';
import { isSlug } from './article.rules';

/** The catalogue of all published articles. */
export class ArticleService {
  readonly #articles: Pick<ArticleRepository, 'page' | 'count'>;

  constructor(articles: Pick<ArticleRepository, 'page' | 'count'>) {
    this.#articles = articles;
  }

  page({ request, order }: ArticlePageArguments, filter: ArticleFilterValue): Promise<Page<ArticleRow>> {
    return this.#articles.page(request, order, filter);
  }

  count(filter: ArticleFilterValue): Promise<number> {
    return this.#articles.count(filter);
  }
}

/** One form for filters that mean the same: lists sorted and without repetition, empty ones gone, topics that cannot exist left out. */
export function normalFilter(filter: ArticleFilterValue | null | undefined): ArticleFilterValue {
  const { topicSlugs, accessLevels, locale, publishedAfter, publishedBefore } = filter ?? {};
  return {
    topicSlugs: topicSlugs?.length ? [...new Set(topicSlugs)].filter(isSlug).sort() : null,
    accessLevels: accessLevels?.length ? [...new Set(accessLevels)].sort() : null,
    locale: locale ?? null,
    publishedAfter: publishedAfter ?? null,
    publishedBefore: publishedBefore ?? null,
  };
}
