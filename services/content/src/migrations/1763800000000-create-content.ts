import { createDemoMarkerTable } from '@nutgraf/kit/demo/marker-table';
import { createEventCursorTable } from '@nutgraf/kit/events/event-consumer';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateContent1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createArticles(runner);
    await createTopics(runner);
    await createComments(runner);
    await createProjection(runner);
    await createEventCursorTable(runner);
    await createDemoMarkerTable(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `DROP TABLE demo_data, event_cursor, plan, account_entitlements, comment, article_topic, topic,
         article_author, article_body, article`,
    );
  }
}

async function createArticles(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE article (
      id text PRIMARY KEY,
      slug text NOT NULL UNIQUE,
      locale text NOT NULL,
      title text NOT NULL,
      subtitle text,
      excerpt text NOT NULL,
      status text NOT NULL CHECK (status IN ('DRAFT', 'SCHEDULED', 'PUBLISHED', 'UNPUBLISHED')),
      access_level text NOT NULL CHECK (access_level IN ('PUBLIC', 'REGISTERED', 'MEMBERS')),
      word_count integer NOT NULL CHECK (word_count >= 0),
      comments_enabled boolean NOT NULL,
      scheduled_for timestamptz(3),
      published_at timestamptz(3),
      updated_at timestamptz(3) NOT NULL,
      CHECK (status <> 'PUBLISHED' OR published_at IS NOT NULL),
      CHECK (status <> 'SCHEDULED' OR scheduled_for IS NOT NULL)
    )`);
  for (const column of ['published_at', 'updated_at', 'title']) {
    await runner.query(
      `CREATE INDEX article_by_${column} ON article (${column}, id) WHERE status = 'PUBLISHED'`,
    );
  }
  await runner.query(`
    CREATE TABLE article_body (
      article_id text PRIMARY KEY REFERENCES article ON DELETE CASCADE,
      document jsonb NOT NULL
    )`);
  await runner.query(`
    CREATE TABLE article_author (
      article_id text NOT NULL REFERENCES article ON DELETE CASCADE,
      user_id text NOT NULL,
      position integer NOT NULL,
      PRIMARY KEY (article_id, user_id),
      UNIQUE (article_id, position)
    )`);
  await runner.query('CREATE INDEX article_author_by_user ON article_author (user_id, article_id)');
}

async function createTopics(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE topic (
      id text PRIMARY KEY,
      slug text NOT NULL UNIQUE,
      name text NOT NULL,
      description text
    )`);
  await runner.query('CREATE INDEX topic_by_name ON topic (name, id)');
  await runner.query(`
    CREATE TABLE article_topic (
      article_id text NOT NULL REFERENCES article ON DELETE CASCADE,
      topic_id text NOT NULL REFERENCES topic ON DELETE CASCADE,
      PRIMARY KEY (article_id, topic_id)
    )`);
  await runner.query('CREATE INDEX article_topic_by_topic ON article_topic (topic_id, article_id)');
}

async function createComments(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE comment (
      id text PRIMARY KEY,
      article_id text NOT NULL REFERENCES article ON DELETE CASCADE,
      parent_id text,
      author_id text NOT NULL,
      client_id text NOT NULL,
      body text NOT NULL CHECK (char_length(body) BETWEEN 1 AND 10000),
      created_at timestamptz(3) NOT NULL,
      UNIQUE (author_id, client_id),
      UNIQUE (id, article_id),
      -- A reply stands under the same article as what it answers.
      FOREIGN KEY (parent_id, article_id) REFERENCES comment (id, article_id) ON DELETE CASCADE
    )`);
  await runner.query(
    'CREATE INDEX comment_top_level ON comment (article_id, created_at, id) WHERE parent_id IS NULL',
  );
  await runner.query('CREATE INDEX comment_by_article ON comment (article_id, parent_id)');
  await runner.query('CREATE INDEX comment_replies ON comment (parent_id, created_at, id)');
}

/** What content knows of billing: rows are replaced as a whole, and only by a higher version. */
async function createProjection(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE account_entitlements (
      account_id text PRIMARY KEY,
      version integer NOT NULL,
      grants jsonb NOT NULL
    )`);
  await runner.query(`
    CREATE TABLE plan (
      id text PRIMARY KEY,
      version integer NOT NULL,
      rank integer NOT NULL,
      is_public boolean NOT NULL,
      features text[] NOT NULL
    )`);
}
