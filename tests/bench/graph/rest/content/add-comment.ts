import { normalBody } from '@nutgraf/content/comments/comment.rules';
import { decideAccess } from '@nutgraf/content/paywall/paywall.rules';
import type { Caller } from '@nutgraf/kit/caller';
import { systemClock } from '@nutgraf/kit/clock';
import { newId } from '@nutgraf/kit/ids';
import { commentItem } from './comments';
import * as sql from './queries';

interface CommentInput {
  readonly articleId: string;
  readonly clientId: string;
  readonly body: string;
}

/** Null unless the caller may. */
export async function addComment({ articleId, clientId, body }: CommentInput, caller: Caller) {
  if (caller.kind !== 'account' || !caller.scopes.has('content:comment')) return null;
  const [article] = await sql.articles('id', [articleId]);
  if (!article?.commentsEnabled) return null;
  const [earlier] = await sql.commentsByClientId(caller.userId, clientId);
  const [known] = earlier ? [] : await sql.grantsOf([caller.accountId]);
  if (!earlier && !decideAccess(article.accessLevel, caller, known?.grants ?? [], new Date()).granted)
    return null;
  const row = earlier ?? {
    id: newId('cmt', systemClock),
    authorId: caller.userId,
    body: normalBody(body),
    createdAt: new Date(),
  };
  if (!earlier) {
    await sql.insertComment([row.id, article.id, null, caller.userId, clientId, row.body, row.createdAt]);
  }
  const [replies, [same], [counted]] = await Promise.all([
    sql.commentCounts('parent_id', [row.id]),
    sql.articles('id', [articleId]),
    sql.commentCounts('article_id', [articleId]),
  ]);
  const counts = new Map(replies.map(({ id, count }) => [id, count]));
  return { ...commentItem(row, counts), article: { id: same?.id, commentCount: counted?.count ?? 0 } };
}
