import { isId } from '@nutgraf/kit/ids';
import type { Representation } from '@nutgraf/kit/graphql/federation';
import type { ContentContext } from '../context';
import type { CommentRow } from './comment.entity';

export async function resolveComment(
  { id }: Representation,
  { loaders }: ContentContext,
): Promise<CommentRow | null> {
  return isId('cmt', id) ? loaders.comments.byId.load(id) : null;
}
