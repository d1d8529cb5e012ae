import { demoId } from '@nutgraf/kit/demo/demo-ids';
import type { DemoCopy } from '@nutgraf/kit/demo/load-once';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { ArticleBodyRow } from '../articles/article-body.entity';
import { ArticleRow } from '../articles/article.entity';
import { CommentRow } from '../comments/comment.entity';
import { TopicRow } from '../topics/topic.entity';
import { demoArticles } from './demo-articles';
import { demoComments } from './demo-comments';
import { topicBanks } from './topics/all';

/**
 * Loads 14 topics, 180 articles in every state, and 1,900 comments; the newest article is of yesterday. Further copies
 * bring as many articles and comments.
 */
export async function loadContentDemo(manager: EntityManager, { number, now }: DemoCopy): Promise<void> {
  const articles = demoArticles(now, number);
  const rows = articles.map(({ row }) => row);
  if (number === 0) await insertEntities(manager, TopicRow, demoTopics());
  await insertEntities(manager, ArticleRow, rows);
  await insertEntities(
    manager,
    ArticleBodyRow,
    articles.map(({ row, document }) => ({ articleId: row.id, document })),
  );
  await insertRows(
    manager,
    'article_author',
    articles.flatMap(({ row, authorIds }) =>
      authorIds.map((userId, position) => ({ article_id: row.id, user_id: userId, position })),
    ),
  );
  await insertRows(
    manager,
    'article_topic',
    articles.flatMap(({ row, topicIds }) =>
      topicIds.map((topicId) => ({ article_id: row.id, topic_id: topicId })),
    ),
  );
  await insertEntities(manager, CommentRow, demoComments(rows, now, number));
}

function demoTopics(): TopicRow[] {
  return topicBanks.map(({ slug, name, description }, index) => ({
    id: demoId('top', index + 1),
    slug,
    name,
    description,
  }));
}

function insertEntities<Row extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Row>,
  rows: readonly Row[],
): Promise<void> {
  const { tableName, columns } = manager.connection.getMetadata(entity);
  const named = rows.map((row) =>
    Object.fromEntries(
      columns.map(({ databaseName, propertyName }) => [databaseName, row[propertyName] as unknown]),
    ),
  );
  return insertRows(manager, tableName, named);
}

/** All rows in one statement. */
async function insertRows(manager: EntityManager, table: string, rows: readonly object[]): Promise<void> {
  await manager.query(
    `INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
