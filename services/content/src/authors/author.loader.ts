import { manyByKey } from '@nutgraf/kit/loaders';
import type DataLoader from 'dataloader';
import type { AuthorRepository, AuthorshipRow } from './author.repository';

export interface AuthorLoaders {
  readonly byArticleId: DataLoader<string, readonly AuthorshipRow[]>;
}

export function createAuthorLoaders(authors: AuthorRepository): AuthorLoaders {
  return {
    byArticleId: manyByKey(
      (ids) => authors.byArticleIds(ids),
      ({ articleId }) => articleId,
    ),
  };
}
