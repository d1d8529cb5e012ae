import { toConnection, type ConnectionValue } from '@nutgraf/kit/paging/connection';
import type { CursorCodec } from '@nutgraf/kit/paging/cursor';
import type { Page } from '@nutgraf/kit/paging/keyset';
import { pageRequest, type PageArguments } from '@nutgraf/kit/paging/page-request';
import { newestFirst, type ArticleOrderValue } from './article-order';
import type { ArticlePageArguments } from './article.loader';
import type { ArticleRow } from './article.entity';

/** A list of articles: what it is, and how to get at its pages and its size. */
export interface ArticleList {
  /** Names the list among all lists of articles: with its order it is what a cursor is bound to. */
  readonly scope: string;
  readonly load: (page: ArticlePageArguments) => Promise<Page<ArticleRow>>;
  readonly count: () => Promise<number>;
}

/**
 * One page of a list of articles, newest first unless ordered otherwise.
 * @throws ClientError BAD_USER_INPUT for wrong page arguments or a cursor of another list.
 */
export async function articleConnection(
  codec: CursorCodec,
  args: PageArguments & { readonly orderBy?: ArticleOrderValue | null | undefined },
  { scope, load, count }: ArticleList,
): Promise<ConnectionValue<ArticleRow>> {
  const { field, direction } = args.orderBy ?? newestFirst;
  const ordered = `articles ${field} ${direction} ${scope}`;
  const request = pageRequest(args, codec, ordered);
  const page = await load({ request, order: { field, direction } });
  return toConnection(page, request, { codec, scope: ordered }, count);
}
