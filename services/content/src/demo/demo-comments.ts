import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { SeededRandom } from '@nutgraf/kit/demo/random';
import { rosterOf, type RosterEntry } from '@nutgraf/kit/demo/roster';
import type { ArticleRow } from '../articles/article.entity';
import type { CommentRow } from '../comments/comment.entity';
import { commentBank } from './comment-bank';

const commentCount = 1_900;

/** Comments of a copy's first article; the examples show the discussion of the newest one. */
const liveliest = 90;

type DraftComment = Omit<CommentRow, 'id' | 'clientId' | 'parentId'> & {
  readonly parent: DraftComment | null;
};

/** Comments on those of a copy's articles that readers see, by the copy's people, oldest first. */
export function demoComments(articles: readonly ArticleRow[], now: Date, copy = 0): readonly CommentRow[] {
  const random = new SeededRandom(1_900 + copy);
  const people = rosterOf(copy);
  const base = copy * commentCount;
  const open = articles.filter(({ status, commentsEnabled }) => status === 'PUBLISHED' && commentsEnabled);
  const threads = new Map<string, DraftComment[]>(open.map(({ id }) => [id, []]));
  const drafts: DraftComment[] = [];
  while (drafts.length < commentCount) {
    const article = drafts.length < liveliest ? open[0] : random.pick(open);
    if (!article?.publishedAt) throw new RangeError('A published article has the time of its publication.');
    const thread = threads.get(article.id) ?? [];
    const draft = comment(random, people, article.id, article.publishedAt, thread, now);
    thread.push(draft);
    drafts.push(draft);
  }
  drafts.sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
  const numbers = new Map(drafts.map((draft, index) => [draft, index + 1]));
  return drafts.map(({ parent, ...draft }, index) => {
    const number = parent && numbers.get(parent);
    return {
      ...draft,
      id: demoId('cmt', base + index + 1),
      parentId: number ? demoId('cmt', base + number) : null,
      clientId: `demo-${base + index + 1}`,
    };
  });
}

function comment(
  random: SeededRandom,
  people: readonly RosterEntry[],
  articleId: string,
  publishedAt: Date,
  thread: readonly DraftComment[],
  now: Date,
): DraftComment {
  const parent = thread.length > 0 && random.next() < 0.4 ? random.pick(thread) : null;
  const earliest = (parent?.createdAt ?? publishedAt).getTime();
  // Most of a discussion takes place within its first days.
  const latest = Math.min(now.getTime(), earliest + 6 * 86_400_000);
  const createdAt = new Date(earliest + 1 + Math.floor((latest - earliest - 1) * random.next() ** 2));
  const authorId = random.pick(people).userId;
  return { articleId, parent, authorId, createdAt, body: parent ? reply(random) : opening(random) };
}

function opening(random: SeededRandom): string {
  const { reactions, experiences, questions } = commentBank;
  const parts = [random.pick(reactions), random.pick(experiences)];
  const body = parts.join(random.next() < 0.2 ? '\n\n' : ' ');
  return random.next() < 0.4 ? `${body} ${random.pick(questions)}` : body;
}

function reply(random: SeededRandom): string {
  const { replies, experiences } = commentBank;
  const first = random.pick(replies);
  return random.next() < 0.5 ? `${first} ${random.pick(experiences)}` : first;
}
