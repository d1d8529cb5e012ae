import { demoId } from '@nutgraf/kit/demo/demo-ids';
import { SeededRandom } from '@nutgraf/kit/demo/random';
import { personaEntry, rosterOf } from '@nutgraf/kit/demo/roster';
import type { AccessLevel } from '../articles/access-level';
import type { ArticleRow, ArticleStatus } from '../articles/article.entity';
import type { BlockDocument } from '../documents/document';
import { countWords } from '../documents/plain-text';
import { writeArticle } from './article-writer';
import { featuredArticles } from './featured/all';
import { furtherTitle } from './further-titles';
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

/** What the examples say of the articles that they name. */
const fixedLevels: Readonly<Record<string, AccessLevel>> = {
  'the-quiet-return-of-the-night-train': 'MEMBERS',
  'how-a-city-learned-to-share-its-rooftops': 'PUBLIC',
  'what-the-river-gauge-knows': 'REGISTERED',
};

/** The topics' titles: a topic's first title comes before every topic's second, so that all topics are in the news. */
const titles = topicBanks
  .flatMap((bank, topic) => bank.titles.map((title, rank) => ({ title, rank, topic })))
  .sort((a, b) => a.rank - b.rank || a.topic - b.topic)
  .slice(0, articleCount);

/** The articles of a copy of the demo data: the newest published one first, then those that readers do not see. */
export function demoArticles(now: Date, copy = 0): readonly DemoArticle[] {
  const authors = rosterOf(copy)
    .filter(({ roles }) => roles.includes('AUTHOR'))
    .map(({ userId }) => userId);
  return titles.map(({ title, topic }, index) => article(title, topic, { index, copy, authors, now }));
}

export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[’']/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Where an article stands. */
interface Place {
  /** Among the articles of its copy. */
  readonly index: number;
  readonly copy: number;
  /** The copy's, by user id. */
  readonly authors: readonly string[];
  readonly now: Date;
}

function article(bankTitle: string, topic: number, place: Place): DemoArticle {
  const { index, copy, now } = place;
  const number = copy * articleCount + index;
  const random = new SeededRandom(7_000 + number);
  const title = copy === 0 ? bankTitle : furtherTitle(bankTitle, index, copy);
  const bank = topicBanks[topic];
  if (!bank) throw new RangeError(`There is no topic ${topic}.`);
  const slug = slugOf(title);
  const { subtitle, excerpt, document } = featuredArticles.get(title) ?? writeArticle(random, bank);
  const status = statusOf(index);
  const publishedAt = new Date(now.getTime() - ageOf(place, random));
  const wasPublished = status === 'PUBLISHED' || status === 'UNPUBLISHED';
  const row: ArticleRow = {
    id: demoId('art', number + 1),
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
  return { row, document, authorIds: byline(random, place), topicIds: topicsOf(random, topic) };
}

function statusOf(index: number): ArticleStatus {
  if (index < publishedCount) return 'PUBLISHED';
  const hidden = ['DRAFT', 'SCHEDULED', 'UNPUBLISHED'] as const;
  return hidden[index % hidden.length] ?? 'DRAFT';
}

/** In milliseconds. Further copies are spread over the time since their authors joined, and older than the first news. */
function ageOf({ index, copy }: Place, random: SeededRandom): number {
  if (copy > 0) return random.integer(5 * 24 * 60, 880 * 24 * 60) * 60_000;
  return index * 2.5 * dayMs + random.integer(2, 40) * hourMs;
}

function byline(random: SeededRandom, { index, copy, authors }: Place): string[] {
  const isFirst = index === 0 && copy === 0;
  const lead = isFirst ? personaEntry('author').userId : random.pick(authors);
  const second = random.pick(authors.filter((id) => id !== lead));
  return isFirst || random.next() < 0.3 ? [lead, second] : [lead];
}

function topicsOf(random: SeededRandom, topic: number): string[] {
  const other = random.integer(0, topicBanks.length - 1);
  const topics = random.next() < 0.4 && other !== topic ? [topic, other] : [topic];
  return topics.map((number) => demoId('top', number + 1));
}
