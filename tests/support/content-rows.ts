import type { BlockDocument } from '@nutgraf/content/documents/document';
import type { ArticleRow } from '@nutgraf/content/articles/article.entity';
import type { CommentRow } from '@nutgraf/content/comments/comment.entity';
import { Pool } from 'pg';

const longAgo = new Date('2026-01-05T08:00:00.000Z');

/** Six blocks; each is made of a word of its own, so that a test can see which of them got out. */
export const sampleDocument: BlockDocument = {
  version: 1,
  blocks: ['alder', 'birch', 'cedar', 'dogwood', 'elm', 'fir'].map((word) => ({
    type: 'paragraph',
    content: [{ text: Array.from({ length: 20 }, () => word).join(' ') }],
  })),
};

/** Puts rows into a content database, with sensible values for what a test does not care about. */
export class ContentRows {
  readonly #pool: Pool;
  #count = 0;

  constructor(url: string) {
    this.#pool = new Pool({ connectionString: url, max: 2 });
  }

  async article(
    given: Partial<ArticleRow> & { topicIds?: readonly string[]; authorIds?: readonly string[] } = {},
  ): Promise<string> {
    const { topicIds = [], authorIds = [], ...columns } = given;
    const id = this.#id('art');
    const row = {
      id,
      slug: id.toLowerCase().replace('_', '-'),
      locale: 'en',
      title: `Title ${id}`,
      subtitle: null,
      excerpt: 'Written, and public.',
      status: 'PUBLISHED',
      accessLevel: 'PUBLIC',
      wordCount: 120,
      commentsEnabled: true,
      scheduledFor: longAgo,
      publishedAt: longAgo,
      updatedAt: longAgo,
      ...columns,
    };
    await this.#insert('article', row);
    await this.#insert('article_body', { articleId: row.id, document: sampleDocument });
    for (const topicId of topicIds) await this.#insert('article_topic', { articleId: row.id, topicId });
    for (const [position, userId] of authorIds.entries()) {
      await this.#insert('article_author', { articleId: row.id, userId, position });
    }
    return row.id;
  }

  async topic(slug: string): Promise<string> {
    const id = this.#id('top');
    await this.#insert('topic', { id, slug, name: `Name of ${slug}`, description: null });
    return id;
  }

  async comment(articleId: string, given: Partial<CommentRow> = {}): Promise<string> {
    const id = this.#id('cmt');
    const authorId = 'usr_01DEM000000000000000000009';
    const row = {
      id,
      articleId,
      parentId: null,
      authorId,
      clientId: id,
      body: 'Well said.',
      createdAt: longAgo,
    };
    await this.#insert('comment', { ...row, ...given });
    return id;
  }

  /** Rows of a statement. */
  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.#pool.query(sql, [...parameters])).rows as Row[];
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  #id(prefix: string): string {
    this.#count += 1;
    return `${prefix}_01TEST0000${String(this.#count).padStart(16, '0')}`;
  }

  async #insert(table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
    const named = Object.entries(row).map(([name, value]) => [
      name.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`),
      value,
    ]);
    await this.#pool.query(
      `INSERT INTO ${table} SELECT * FROM jsonb_populate_record(NULL::${table}, $1::jsonb)`,
      [JSON.stringify(Object.fromEntries(named))],
    );
  }
}
