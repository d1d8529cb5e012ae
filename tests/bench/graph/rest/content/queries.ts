import type { AccessLevel } from '@nutgraf/content/articles/access-level';
import type { BlockDocument } from '@nutgraf/content/documents/document';
import type { EntitlementGrant } from '@nutgraf/contract/billing-events';
import { query } from '../database';

export interface ArticleRow {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly excerpt: string;
  readonly accessLevel: AccessLevel;
  readonly wordCount: number;
  readonly commentsEnabled: boolean;
  readonly publishedAt: Date | null;
  readonly updatedAt: Date;
}

export interface CommentRow {
  readonly id: string;
  readonly authorId: string;
  readonly body: string;
  readonly createdAt: Date;
}

interface CountRow {
  readonly id: string;
  readonly count: number;
}

export const articleColumns = `item.id, item.slug, item.locale, item.title, item.subtitle, item.excerpt, item.status,
  item.access_level AS "accessLevel", item.word_count AS "wordCount",
  item.comments_enabled AS "commentsEnabled", item.scheduled_for AS "scheduledFor",
  item.published_at AS "publishedAt", item.updated_at AS "updatedAt"`;

export const commentColumns = `item.id, item.article_id AS "articleId", item.parent_id AS "parentId",
  item.author_id AS "authorId", item.client_id AS "clientId", item.body, item.created_at AS "createdAt"`;

export const commentIsVisible = `EXISTS (
  SELECT FROM article WHERE article.id = item.article_id AND article.status = 'PUBLISHED')`;

export const articles = (key: 'id' | 'slug', values: string[]) =>
  query<ArticleRow>(
    `SELECT ${articleColumns} FROM article item WHERE item.${key} = ANY($1) AND item.status = $2`,
    [values, 'PUBLISHED'],
  );

export const commentCounts = (column: 'article_id' | 'parent_id', ids: string[]) =>
  query<CountRow>(
    `SELECT ${column} AS id, count(*)::int AS count,
       count(*) FILTER (WHERE parent_id IS NULL)::int AS "topLevel"
     FROM comment item WHERE ${column} = ANY($1) AND ${commentIsVisible} GROUP BY ${column}`,
    [ids],
  );

export const authorships = (articleIds: string[]) =>
  query<{ readonly articleId: string; readonly userId: string }>(
    `SELECT article_id AS "articleId", user_id AS "userId"
     FROM article_author WHERE article_id = ANY($1) ORDER BY article_id, position`,
    [articleIds],
  );

export const topicsOf = (articleIds: string[]) =>
  query<{ readonly articleId: string; readonly id: string; readonly slug: string; readonly name: string }>(
    `SELECT link.article_id AS "articleId", topic.id, topic.slug, topic.name, topic.description
     FROM article_topic link JOIN topic ON topic.id = link.topic_id
     WHERE link.article_id = ANY($1) ORDER BY topic.name, topic.id`,
    [articleIds],
  );

export const bodies = (articleIds: string[]) =>
  query<{ readonly articleId: string; readonly document: BlockDocument }>(
    `SELECT body.article_id AS "articleId", body.document
     FROM article_body body JOIN article item ON item.id = body.article_id
     WHERE item.id = ANY($1) AND item.status = 'PUBLISHED'`,
    [articleIds],
  );

export const articleCounts = (authorIds: string[]) =>
  query<CountRow>(
    `SELECT link.user_id AS id, count(*)::int AS count
     FROM article_author link JOIN article item ON item.id = link.article_id
     WHERE link.user_id = ANY($1) AND item.status = 'PUBLISHED' GROUP BY link.user_id`,
    [authorIds],
  );

export const grantsOf = (accountIds: string[]) =>
  query<{ readonly accountId: string; readonly grants: readonly EntitlementGrant[] }>(
    `SELECT account_id AS "accountId", version, grants FROM account_entitlements WHERE account_id = ANY($1)`,
    [accountIds],
  );

export const offers = (features: string[]) =>
  query<{ readonly feature: string; readonly planId: string }>(
    `SELECT wanted.feature, plan.id AS "planId"
     FROM unnest($1::text[]) AS wanted(feature) JOIN plan ON wanted.feature = ANY(plan.features)
     WHERE plan.is_public ORDER BY plan.rank, plan.id`,
    [features],
  );

export const commentsByClientId = (authorId: string, clientId: string) =>
  query<CommentRow>(
    `SELECT ${commentColumns} FROM comment item
     WHERE item.author_id = $1 AND item.client_id = $2 AND ${commentIsVisible}`,
    [authorId, clientId],
  );

export const insertComment = (values: unknown[]) =>
  query<{ readonly id: string }>(
    `INSERT INTO comment (id, article_id, parent_id, author_id, client_id, body, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (author_id, client_id) DO NOTHING RETURNING id`,
    values,
  );
