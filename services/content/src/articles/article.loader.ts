import { oneById, oneByKey, pagesOfParents, type LoadersByArguments } from '@nutgraf/kit/loaders';
import type { Page } from '@nutgraf/kit/paging/keyset';
import type { PageRequest } from '@nutgraf/kit/paging/page-request';
import type DataLoader from 'dataloader';
import type { ArticleBodyRow } from './article-body.entity';
import type { ArticleOrderValue } from './article-order';
import type { ArticleRow } from './article.entity';
import type { ArticleParent, ArticleRepository, CountRow } from './article.repository';

/** Which page of a list of articles, the same for all parents that are loaded together. */
export interface ArticlePageArguments {
  readonly request: PageRequest;
  readonly order: ArticleOrderValue;
}

type ArticlePages = LoadersByArguments<ArticlePageArguments, string, Page<ArticleRow>>;
type ArticleCounts = DataLoader<string, CountRow | null>;

export interface ArticleLoaders {
  readonly byId: DataLoader<string, ArticleRow | null>;
  readonly bySlug: DataLoader<string, ArticleRow | null>;
  readonly bodyById: DataLoader<string, ArticleBodyRow | null>;
  readonly pagesOf: Readonly<Record<ArticleParent, ArticlePages>>;
  readonly countOf: Readonly<Record<ArticleParent, ArticleCounts>>;
}

export function createArticleLoaders(articles: ArticleRepository): ArticleLoaders {
  return {
    byId: oneById((ids) => articles.byIds(ids)),
    bySlug: oneByKey(
      (slugs) => articles.bySlugs(slugs),
      ({ slug }) => slug,
    ),
    bodyById: oneByKey(
      (ids) => articles.bodiesByIds(ids),
      ({ articleId }) => articleId,
    ),
    pagesOf: { topic: pages(articles, 'topic'), author: pages(articles, 'author') },
    countOf: { topic: counts(articles, 'topic'), author: counts(articles, 'author') },
  };
}

function pages(articles: ArticleRepository, parent: ArticleParent): ArticlePages {
  return pagesOfParents((ids, { request, order }) => articles.pagesOf(parent, ids, request, order));
}

function counts(articles: ArticleRepository, parent: ArticleParent): ArticleCounts {
  return oneById((ids) => articles.countsOf(parent, ids));
}
