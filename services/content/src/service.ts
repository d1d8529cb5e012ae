import { Invalidation } from '@nutgraf/kit/cache/invalidation';
import { systemClock, type Clock } from '@nutgraf/kit/clock';
import { migrate } from '@nutgraf/kit/database/connect';
import type { StatementListener } from '@nutgraf/kit/database/interruptible-client';
import type { Transaction } from '@nutgraf/kit/database/transaction';
import { loadDemoOnce, type DemoCopy, type DemoProgress } from '@nutgraf/kit/demo/load-once';
import { EventConsumer } from '@nutgraf/kit/events/event-consumer';
import { InternalClient } from '@nutgraf/kit/http/internal-client';
import type { Logger } from '@nutgraf/kit/logger';
import { CursorCodec } from '@nutgraf/kit/paging/cursor';
import { startService, type Service } from '@nutgraf/kit/service';
import type { DataSource } from 'typeorm';
import { createArticleLoaders } from './articles/article.loader';
import { ArticleRepository } from './articles/article.repository';
import { ArticleService } from './articles/article.service';
import { createAuthorLoaders } from './authors/author.loader';
import { AuthorRepository } from './authors/author.repository';
import { createCommentLoaders } from './comments/comment.loader';
import { CommentRepository } from './comments/comment.repository';
import { CommentService } from './comments/comment.service';
import type { ContentConfig } from './config';
import type { ContentLoaders } from './context';
import { connectContentDatabase } from './database';
import { loadContentDemo } from './demo/load-demo';
import { applyBillingEvents } from './entitlements/billing-feed';
import { createEntitlementLoaders } from './entitlements/entitlement.loader';
import { EntitlementRepository } from './entitlements/entitlement.repository';
import { EntitlementService } from './entitlements/entitlement.service';
import { PlanRepository } from './entitlements/plan.repository';
import { PaywallService } from './paywall/paywall.service';
import { createContentSubgraph } from './subgraph';
import { createTopicLoaders } from './topics/topic.loader';
import { TopicRepository } from './topics/topic.repository';
import { TopicService } from './topics/topic.service';

export interface ContentServiceOptions {
  readonly clock?: Clock;
  readonly onStatement?: StatementListener;
  readonly onDemoProgress?: DemoProgress;
}

/** Starts the content service. It does not need billing to be there, neither now nor later. */
export async function createContentService(
  config: ContentConfig,
  logger: Logger,
  { clock = systemClock, onStatement, onDemoProgress }: ContentServiceOptions = {},
): Promise<Service> {
  const dataSource = await connectContentDatabase(config.DATABASE_URL, onStatement);
  const invalidation = await Invalidation.open({
    subgraph: 'content',
    dataSource,
    redisUrl: config.REDIS_URL ?? null,
    logger,
  });
  try {
    await migrate(dataSource);
    if (config.DEMO_DATA) {
      const options = { scale: config.DEMO_SCALE, onProgress: onDemoProgress };
      const load = ({ manager }: Transaction, copy: DemoCopy) => loadContentDemo(manager, copy);
      await loadDemoOnce(dataSource, clock.now(), logger, invalidation, load, options);
    }
    return await serve(dataSource, invalidation, config, logger, clock);
  } catch (error) {
    await invalidation.close();
    await dataSource.destroy();
    throw error;
  }
}

async function serve(
  dataSource: DataSource,
  invalidation: Invalidation,
  config: ContentConfig,
  logger: Logger,
  clock: Clock,
): Promise<Service> {
  const keys = config.SUBGRAPH_SIGNING_KEYS;
  const billing = new InternalClient({
    self: 'content',
    audience: 'billing',
    url: config.BILLING_URL,
    keys,
  });
  const articles = new ArticleRepository(dataSource);
  const authors = new AuthorRepository(dataSource);
  const comments = new CommentRepository(dataSource);
  const entitlements = new EntitlementRepository(dataSource);
  const plans = new PlanRepository(dataSource);
  const topics = new TopicRepository(dataSource);
  const entitlementService = new EntitlementService(entitlements, billing, logger);
  const paywall = new PaywallService(clock);

  const consumer = new EventConsumer({
    source: 'billing',
    client: billing,
    dataSource,
    apply: applyBillingEvents(entitlements, plans),
    invalidation,
    logger,
  });
  const service = await startService<ContentLoaders>({
    name: 'content',
    address: { host: config.HOST, port: config.PORT },
    signingKeys: keys,
    dataSource,
    invalidation,
    schema: createContentSubgraph({
      articles: new ArticleService(articles),
      topics: new TopicService(topics),
      comments: new CommentService({
        dataSource,
        invalidation,
        comments,
        articles,
        paywall,
        clock,
      }),
      paywall,
      codec: new CursorCodec(config.CURSOR_SECRET),
      siteUrl: config.PUBLIC_SITE_URL,
    }),
    createLoaders: () => ({
      articles: createArticleLoaders(articles),
      authors: createAuthorLoaders(authors),
      comments: createCommentLoaders(comments),
      entitlements: createEntitlementLoaders(entitlementService, plans),
      topics: createTopicLoaders(topics),
    }),
    logger,
    beforeStop: () => consumer.stop(),
  });
  consumer.start();
  return service;
}
