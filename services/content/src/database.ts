import { connectDatabase, migrate } from '@nutgraf/kit/database/connect';
import type { StatementListener } from '@nutgraf/kit/database/interruptible-client';
import type { DataSource } from 'typeorm';
import { ArticleBodyRow } from './articles/article-body.entity';
import { ArticleRow } from './articles/article.entity';
import { CommentRow } from './comments/comment.entity';
import { AccountEntitlementsRow } from './entitlements/account-entitlements.entity';
import { PlanRow } from './entitlements/plan.entity';
import { CreateContent1763800000000 } from './migrations/1763800000000-create-content';
import { CacheOutbox1797000000000 } from './migrations/1797000000000-cache-outbox';
import { DemoScale1798000000000 } from './migrations/1798000000000-demo-scale';
import { TopicRow } from './topics/topic.entity';

/** Connects to content's own database. */
export function connectContentDatabase(url: string, onStatement?: StatementListener): Promise<DataSource> {
  return connectDatabase({
    url,
    applicationName: 'content',
    entities: [ArticleRow, ArticleBodyRow, TopicRow, CommentRow, AccountEntitlementsRow, PlanRow],
    migrations: [CreateContent1763800000000, CacheOutbox1797000000000, DemoScale1798000000000],
    onStatement,
  });
}

/** Brings an empty database to the current schema. */
export async function prepareContentDatabase(url: string): Promise<void> {
  const dataSource = await connectContentDatabase(url);
  try {
    await migrate(dataSource);
  } finally {
    await dataSource.destroy();
  }
}
