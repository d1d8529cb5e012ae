import { oneById, pagesOfParents, type LoadersByArguments } from '@nutgraf/kit/loaders';
import type { Page } from '@nutgraf/kit/paging/keyset';
import type { PageRequest } from '@nutgraf/kit/paging/page-request';
import type DataLoader from 'dataloader';
import type { CommentRow } from './comment.entity';
import type { CommentCountRow, CommentParent, CommentRepository } from './comment.repository';
import type { CommentOrderValue } from './comment.rules';

/** Which page of comments, the same for all parents that are loaded together. */
export interface CommentPageArguments {
  readonly request: PageRequest;
  readonly order: CommentOrderValue;
}

type CommentPages = LoadersByArguments<CommentPageArguments, string, Page<CommentRow>>;
type CommentCounts = DataLoader<string, CommentCountRow | null>;

export interface CommentLoaders {
  readonly byId: DataLoader<string, CommentRow | null>;
  readonly pagesOf: Readonly<Record<CommentParent, CommentPages>>;
  readonly countOf: Readonly<Record<CommentParent, CommentCounts>>;
  /** Forgets what was read: another field of the same request has written. */
  clear(): void;
}

export function createCommentLoaders(comments: CommentRepository): CommentLoaders {
  const byId = oneById((ids) => comments.byIds(ids));
  const pagesOf = { article: pages(comments, 'article'), comment: pages(comments, 'comment') };
  const countOf = { article: counts(comments, 'article'), comment: counts(comments, 'comment') };
  return {
    byId,
    pagesOf,
    countOf,
    clear: () => {
      byId.clearAll();
      for (const loaders of Object.values(pagesOf)) loaders.clear();
      for (const loader of Object.values(countOf)) loader.clearAll();
    },
  };
}

function pages(comments: CommentRepository, parent: CommentParent): CommentPages {
  return pagesOfParents((ids, { request, order }) => comments.pagesOf(parent, ids, request, order));
}

function counts(comments: CommentRepository, parent: CommentParent): CommentCounts {
  return oneById((ids) => comments.countsOf(parent, ids));
}
