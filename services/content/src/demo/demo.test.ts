import { roster } from '@nutgraf/kit/demo/roster';
import { isSlug } from '../articles/article.rules';
import { documentToPlainText } from '../documents/plain-text';
import { previewOf } from '../documents/preview.rules';
import { demoArticles } from './demo-articles';
import { demoComments } from './demo-comments';
import { topicBanks } from './topics/all';

const now = new Date('2026-03-02T09:30:00.250Z');
const articles = demoArticles(now);
const rows = articles.map(({ row }) => row);
const comments = demoComments(rows, now);

function countBy<T>(items: readonly T[], of: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[of(item)] = (counts[of(item)] ?? 0) + 1;
  return counts;
}

test('there are 14 topics, 180 articles in every state, and 1,900 comments', () => {
  expect(topicBanks).toHaveLength(14);
  expect(countBy(rows, ({ status }) => status)).toEqual({
    PUBLISHED: 120,
    DRAFT: 20,
    SCHEDULED: 20,
    UNPUBLISHED: 20,
  });
  expect(comments).toHaveLength(1_900);
  const published = countBy(
    rows.filter(({ status }) => status === 'PUBLISHED'),
    ({ accessLevel }) => accessLevel,
  );
  for (const level of ['PUBLIC', 'REGISTERED', 'MEMBERS']) expect(published[level]).toBeGreaterThan(15);
});

test('the articles that examples name are what they say', () => {
  const bySlug = new Map(articles.map((article) => [article.row.slug, article]));
  const nightTrain = bySlug.get('the-quiet-return-of-the-night-train');
  expect(nightTrain?.row).toMatchObject({
    status: 'PUBLISHED',
    accessLevel: 'MEMBERS',
    commentsEnabled: true,
  });
  expect(nightTrain?.authorIds).toHaveLength(2);
  const topLevel = comments.filter((c) => c.articleId === nightTrain?.row.id && c.parentId === null);
  expect(topLevel.length).toBeGreaterThanOrEqual(30);
  expect(bySlug.get('how-a-city-learned-to-share-its-rooftops')?.row.accessLevel).toBe('PUBLIC');
  expect(bySlug.get('what-the-river-gauge-knows')?.row.accessLevel).toBe('REGISTERED');
});

test('every text is its own, has 6 to 14 blocks and no slot left open; its excerpt quotes nothing of it', () => {
  const texts = articles.map(({ document }) => documentToPlainText(document));
  expect(new Set(texts).size).toBe(texts.length);
  expect(new Set(rows.map(({ slug }) => slug)).size).toBe(rows.length);
  for (const [index, { row, document }] of articles.entries()) {
    const text = texts[index] ?? '';
    expect(isSlug(row.slug)).toBe(true);
    expect(document.blocks.length).toBeGreaterThanOrEqual(6);
    expect(document.blocks.length).toBeLessThanOrEqual(14);
    expect(`${text}${row.excerpt}${row.subtitle}`).not.toMatch(/[{}]/);
    expect(previewOf(document, row.wordCount).document.blocks.length).toBeGreaterThan(0);
    for (const sentence of row.excerpt.split('. ')) expect(text).not.toContain(sentence);
  }
});

test('authors are of the roster and write; whoever comments is of the roster', () => {
  const writers = new Set(roster.filter(({ roles }) => roles.includes('AUTHOR')).map(({ userId }) => userId));
  expect(new Set(articles.flatMap(({ authorIds }) => authorIds))).toEqual(writers);
  const people = new Set(roster.map(({ userId }) => userId));
  expect(comments.every(({ authorId }) => people.has(authorId))).toBe(true);
});

test('a reply comes after what it answers, in the same article; nothing is of the future', () => {
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const publishedAt = new Map(rows.map(({ id, publishedAt: at }) => [id, at?.getTime() ?? Infinity]));
  for (const { parentId, articleId, createdAt } of comments) {
    const parent = parentId === null ? undefined : byId.get(parentId);
    expect(createdAt.getTime()).toBeGreaterThanOrEqual(publishedAt.get(articleId) ?? Infinity);
    expect(createdAt.getTime()).toBeLessThanOrEqual(now.getTime());
    if (parentId === null) continue;
    expect(parent?.articleId).toBe(articleId);
    expect(createdAt.getTime()).toBeGreaterThanOrEqual(parent?.createdAt.getTime() ?? Infinity);
  }
});

test('the same day gives the same demo', () => {
  expect(demoArticles(now)).toEqual(articles);
  expect(demoComments(rows, now)).toEqual(comments);
});
