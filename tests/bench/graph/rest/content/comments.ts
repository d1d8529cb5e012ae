import { commentToHtml } from '@nutgraf/content/comments/comment.rules';
import { connectionOf, pagesOf, type Page } from './pages';
import { commentColumns, commentCounts, commentIsVisible, type CommentRow } from './queries';

/** How many comments, and how many replies to each; none without. */
export interface CommentsWanted {
  readonly first: number;
  readonly replies?: number;
}

/** A page of an article's comments, newest first. */
export async function commentsOf(articleId: string, { first, replies }: CommentsWanted) {
  const page = await pageOf('article_id', [articleId], first).then((pages) => pages.get(articleId));
  if (!page) throw new Error('A page is missing.');
  const ids = page.rows.map(({ id }) => id);
  const [counts, repliesOf] = await Promise.all([
    replyCounts(ids),
    replies === undefined ? undefined : pagesOfReplies(ids, replies),
  ]);
  return connectionOf(page, `comments NEWEST ${articleId}`, (row) => ({
    ...commentItem(row, counts),
    ...(repliesOf && { replies: repliesOf(row.id) }),
  }));
}

async function pagesOfReplies(commentIds: string[], first: number) {
  const pages = await pageOf('parent_id', commentIds, first);
  const counts = await replyCounts([...pages.values()].flatMap(({ rows }) => rows.map(({ id }) => id)));
  return (commentId: string) => {
    const page: Page<CommentRow> = pages.get(commentId) ?? { rows: [], hasNextPage: false };
    return connectionOf(page, `comments OLDEST ${commentId}`, (row) => commentItem(row, counts));
  };
}

/** As the typed client's fragment has it, with the author's id in the author's place. */
export function commentItem(
  { id, body, createdAt, authorId }: CommentRow,
  replies: ReadonlyMap<string, number>,
) {
  return { id, body: commentToHtml(body), createdAt, replyCount: replies.get(id) ?? 0, author: authorId };
}

async function replyCounts(ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  return new Map((await commentCounts('parent_id', ids)).map(({ id, count }) => [id, count]));
}

function pageOf(parent: 'article_id' | 'parent_id', ids: string[], first: number) {
  if (ids.length === 0) return Promise.resolve(new Map<string, Page<CommentRow>>());
  const topLevel = parent === 'article_id' ? 'item.parent_id IS NULL AND ' : '';
  return pagesOf<CommentRow>(
    {
      table: 'comment',
      columns: commentColumns,
      sortColumn: 'created_at',
      direction: parent === 'article_id' ? 'DESC' : 'ASC',
      where: `item.${parent} = parent.id AND (${topLevel}${commentIsVisible})`,
    },
    ids,
    first,
  );
}
