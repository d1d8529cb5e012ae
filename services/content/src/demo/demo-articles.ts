import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { SeededRandom } from '@nutgraf/kit/demo/random';
import { personaEntry, roster } from '@nutgraf/kit/demo/roster';
import type { AccessLevel } from '../articles/access-level';
import type { ArticleRow, ArticleStatus } from '../articles/article.entity';
import type { BlockDocument } from '../documents/document';
import { countWords } from '../documents/plain-text';
import { writeArticle } from './article-writer';
import { featuredArticles } from './featured/all';
import { topicBanks } from './topics/all';

export interface DemoArticle {
  readonly row: ArticleRow;
  readonly document: BlockDocument;
  readonly authorIds: readonly string[];
  readonly topicIds: readonly string[];
}

const articleCount = 180;
const publishedCount = 120;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const authors = roster.filter(({ roles }) => roles.includes('AUTHOR')).map(({ userId }) => userId);

/** What the examples say of the articles that they name. */
const fixedLevels: Readonly<Record<string, AccessLevel>> = {
  'the-quiet-return-of-the-night-train': 'MEMBERS',
  'how-a-city-learned-to-share-its-rooftops': 'PUBLIC',
  'what-the-river-gauge-knows': 'REGISTERED',
};

/** The demo's articles, the newest published one first, then those that readers do not see. */
export function demoArticles(now: Date): readonly DemoArticle[] {
  const titles = topicBanks.flatMap((bank, topic) =>
    bank.titles.map((title, rank) => ({ title, rank, topic })),
  );
  // A topic's first title comes before every topic's second, so that all topics are in the news.
  titles.sort((a, b) => a.rank - b.rank || a.topic - b.topic);
  return titles.slice(0, articleCount).map(({ title, topic }, index) => article(title, topic, index, now));
}

export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

function article(title: string, topic: number, index: number, now: Date): DemoArticle {
  const random = new SeededRandom(7_000 + index);
  const bank = topicBanks[topic];
  if (!bank) throw new RangeError(`There is no topic ${topic}.`);
  const slug = slugOf(title);
  const { subtitle, excerpt, document } = featuredArticles.get(title) ?? writeArticle(random, bank);
  const status = statusOf(index);
  const publishedAt = new Date(now.getTime() - index * 2.5 * dayMs - random.integer(2, 40) * hourMs);
  const wasPublished = status === 'PUBLISHED' || status === 'UNPUBLISHED';
  const row: ArticleRow = {
    id: demoId('art', index + 1),
    slug,
    locale: 'en',
    title,
    subtitle,
    excerpt,
    status,
    accessLevel: fixedLevels[slug] ?? random.pick(['PUBLIC', 'PUBLIC', 'REGISTERED', 'MEMBERS', 'MEMBERS']),
    wordCount: countWords(document),
    commentsEnabled: index % 17 !== 16,
    scheduledFor: status === 'SCHEDULED' ? new Date(now.getTime() + random.integer(1, 20) * dayMs) : null,
    publishedAt: wasPublished ? publishedAt : null,
    // Some were corrected within an hour or two of their publication.
    updatedAt: new Date(publishedAt.getTime() + (random.next() < 0.3 ? random.integer(10, 110) * 60_000 : 0)),
  };
  return { row, document, authorIds: byline(random, index), topicIds: topicsOf(random, topic) };
}

function statusOf(index: number): ArticleStatus {
  if (index < publishedCount) return 'PUBLISHED';
  const hidden = ['DRAFT', 'SCHEDULED', 'UNPUBLISHED'] as const;
  return hidden[index % hidden.length] ?? 'DRAFT';
}

function byline(random: SeededRandom, index: number): string[] {
  const lead = index === 0 ? personaEntry('author').userId : random.pick(authors);
  const second = random.pick(authors.filter((id) => id !== lead));
  return index === 0 || random.next() < 0.3 ? [lead, second] : [lead];
}

function topicsOf(random: SeededRandom, topic: number): string[] {
  const other = random.integer(0, topicBanks.length - 1);
  const topics = random.next() < 0.4 && other !== topic ? [topic, other] : [topic];
  return topics.map((number) => demoId('top', number + 1));
}
