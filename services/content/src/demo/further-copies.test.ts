import { rosterOf } from '@nutgraf/kit/demo/roster';
import { isSlug } from '../articles/article.rules';
import { demoArticles, slugOf } from './demo-articles';
import { demoComments } from './demo-comments';
import { furtherTitle } from './further-titles';
import { topicBanks } from './topics/all';

const now = new Date('2026-03-02T09:30:00.250Z');
const first = demoArticles(now);
const second = demoArticles(now, 1);
const rows = second.map(({ row }) => row);

test('a title is another one in each of a thousand copies, and so is its slug', () => {
  const titles = first.flatMap(({ row }, index) =>
    Array.from({ length: 999 }, (_, copy) => furtherTitle(row.title, index, copy + 1)),
  );
  const slugs = titles.map(slugOf);
  expect(new Set(slugs).size).toBe(180 * 999);
  expect(slugs.every(isSlug)).toBe(true);
  expect(titles.join()).not.toMatch(/[{}]|undefined/);
});

test('further articles are of every state, level and topic, and older than the news', () => {
  expect(new Set(rows.map(({ status }) => status)).size).toBe(4);
  expect(new Set(rows.map(({ accessLevel }) => accessLevel)).size).toBe(3);
  expect(new Set(second.flatMap(({ topicIds }) => topicIds)).size).toBe(topicBanks.length);
  const newest = first[0]?.row.publishedAt?.getTime() ?? 0;
  expect(rows.every(({ publishedAt }) => (publishedAt?.getTime() ?? 0) < newest)).toBe(true);
});

test('they are by the people of their copy, and so are their comments', () => {
  const people = new Set(rosterOf(1).map(({ userId }) => userId));
  const comments = demoComments(rows, now, 1);
  expect(comments).toHaveLength(1_900);
  for (const id of second.flatMap(({ authorIds }) => authorIds)) expect(people).toContain(id);
  for (const { authorId } of comments) expect(people).toContain(authorId);
});

test('no id and no text is of the first copy', () => {
  const ids = (copy: typeof first) => copy.map(({ row }) => row.id);
  expect(new Set([...ids(first), ...ids(second)]).size).toBe(360);
  const texts = [...first, ...second].map(({ document }) => JSON.stringify(document));
  expect(new Set(texts).size).toBe(360);
});
