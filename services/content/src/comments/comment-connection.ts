import { toConnection, type ConnectionValue } from '@nutgraf/kit/paging/connection';
import type { CursorCodec } from '@nutgraf/kit/paging/cursor';
import { pageRequest, type PageArguments } from '@nutgraf/kit/paging/page-request';
import type { CommentRow } from './comment.entity';
import type { CommentLoaders } from './comment.loader';
import type { CommentParent } from './comment.repository';
import type { CommentOrderValue } from './comment.rules';

export interface CommentList {
  readonly parent: CommentParent;
  readonly id: string;
  readonly order: CommentOrderValue;
  readonly defaultSize: number;
}

/**
 * One page of the comments of an article, or of the replies to a comment.
 * @throws ClientError BAD_USER_INPUT for wrong page arguments or a cursor of another list.
 */
export async function commentConnection(
  codec: CursorCodec,
  loaders: CommentLoaders,
  args: PageArguments,
  { parent, id, order, defaultSize }: CommentList,
): Promise<ConnectionValue<CommentRow>> {
  const scope = `comments ${order} ${id}`;
  const request = pageRequest(args, codec, scope, defaultSize);
  const page = await loaders.pagesOf[parent].with({ request, order }).load(id);
  return toConnection(page, request, { codec, scope }, async () => {
    const count = await loaders.countOf[parent].load(id);
    return (parent === 'article' ? count?.topLevel : count?.count) ?? 0;
  });
}
