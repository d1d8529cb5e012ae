import { LoadersByArguments, oneByKey } from '@nutgraf/kit/loaders';
import type { Page } from '@nutgraf/kit/paging/keyset';
import type { PageRequest } from '@nutgraf/kit/paging/page-request';
import DataLoader from 'dataloader';
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

export interface ArticleLoaders {
  readonly byId: DataLoader<string, ArticleRow | null>;
  readonly bySlug: DataLoader<string, ArticleRow | null>;
  readonly bodyById: DataLoader<string, ArticleBodyRow | null>;
  readonly pagesOf: Readonly<Record<ArticleParent, ArticlePages>>;
  readonly countOf: Readonly<Record<ArticleParent, DataLoader<string, CountRow | null>>>;
}

export function createArticleLoaders(articles: ArticleRepository): ArticleLoaders {
  return {
    byId: oneByKey(
      (ids) => articles.byIds(ids),
      ({ id }) => id,
    ),
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
  return new LoadersByArguments(
    ({ request, order }) =>
      new DataLoader(async (ids) => {
        const found = await articles.pagesOf(parent, ids, request, order);
        return ids.map((id) => found.get(id) ?? { rows: [], hasMore: false });
      }),
  );
}

function counts(articles: ArticleRepository, parent: ArticleParent) {
  return oneByKey<string, CountRow>(
    (ids) => articles.countsOf(parent, ids),
    ({ id }) => id,
  );
}
