import { Invalidation } from '@nutgraf/kit/cache/invalidation';
import { systemClock, type Clock } from '@nutgraf/kit/clock';
import { migrate } from '@nutgraf/kit/database/connect';
import type { StatementListener } from '@nutgraf/kit/database/interruptible-client';
import { registerEventFeed } from '@nutgraf/kit/events/event-feed';
import { FeedSignal } from '@nutgraf/kit/events/feed-signal';
import type { DemoProgress } from '@nutgraf/kit/demo/load-once';
import type { Logger } from '@nutgraf/kit/logger';
import { CursorCodec } from '@nutgraf/kit/paging/cursor';
import { startService, type Service } from '@nutgraf/kit/service';
import type { DataSource } from 'typeorm';
import type { UsersConfig } from './config';
import { connectUsersDatabase } from './database';
import { loadUsersDemo } from './demo/load';
import { loadersFor } from './loaders';
import { registerInbox } from './mail/inbox.route';
import { MailRepository } from './mail/mail.repository';
import { BoundedQueue } from './passwords/bounded-queue';
import { argon2Hasher, type PasswordHasher } from './passwords/password-hasher';
import { PasswordRepository } from './passwords/password.repository';
import { PasswordService } from './passwords/password.service';
import { AccountSessionsResolver } from './sessions/account-sessions.resolver';
import { SessionPruning } from './sessions/session-pruning';
import { SessionRevokeResolver } from './sessions/session-revoke.resolver';
import { SessionResolver } from './sessions/session.resolver';
import { createUsersSubgraph } from './subgraph';
import { registerJwks } from './tokens/jwks.route';
import { openCounters } from './throttle/counters';
import { Throttle } from './throttle/throttle';
import { startMailing } from './wire-mailing';
import { wireAccounts } from './wire-accounts';
import { wireSessions } from './wire-sessions';

export interface UsersServiceOptions {
  readonly clock?: Clock;
  readonly onStatement?: StatementListener;
  readonly passwordHasher?: PasswordHasher;
  readonly onDemoProgress?: DemoProgress;
}

/** Two leave threads for other work; with 50 waiting, the last is checked within some two seconds. */
const hashingLimits = { running: 2, waiting: 50 } as const;

/** Starts the users service: connected, migrated and listening. */
export async function createUsersService(
  config: UsersConfig,
  logger: Logger,
  {
    clock = systemClock,
    onStatement,
    passwordHasher = argon2Hasher,
    onDemoProgress,
  }: UsersServiceOptions = {},
): Promise<Service> {
  const dataSource = await connectUsersDatabase(config.DATABASE_URL, onStatement);
  const invalidation = await Invalidation.open({
    subgraph: 'users',
    dataSource,
    redisUrl: config.REDIS_URL ?? null,
    logger,
  });
  const signal = new FeedSignal(config.DATABASE_URL, logger);
  try {
    await migrate(dataSource);
    if (config.DEMO_DATA) {
      const options = { scale: config.DEMO_SCALE, onProgress: onDemoProgress };
      await loadUsersDemo(dataSource, clock.now(), logger, invalidation, passwordHasher, options);
    }
    await signal.connect();
    return await serve(dataSource, invalidation, signal, config, logger, clock, passwordHasher);
  } catch (error) {
    await signal.close();
    await invalidation.close();
    await dataSource.destroy();
    throw error;
  }
}

async function serve(
  dataSource: DataSource,
  invalidation: Invalidation,
  signal: FeedSignal,
  config: UsersConfig,
  logger: Logger,
  clock: Clock,
  hasher: PasswordHasher,
): Promise<Service> {
  const { manager } = dataSource;
  const passwords = await PasswordService.create(
    new PasswordRepository(manager),
    hasher,
    new BoundedQueue(hashingLimits),
  );
  const counters = await openCounters(config.REDIS_URL ?? null, logger);
  const throttle = new Throttle(counters, config.CURSOR_SECRET, clock);
  const mailing = await startMailing(config, clock, logger);
  const { sessions, refreshes, revocations, delivery } = wireSessions(
    dataSource,
    config,
    passwords,
    throttle,
    clock,
    logger,
  );
  const wakeMailWorker = () => mailing.wake();
  const pruning = new SessionPruning(manager, clock, logger);
  const stopBackground = async () => {
    await Promise.all([pruning.stop(), signal.close(), mailing.stop()]);
    counters.close();
  };
  const service = await startService({
    name: 'users',
    address: { host: config.HOST, port: config.PORT },
    signingKeys: config.SUBGRAPH_SIGNING_KEYS,
    dataSource,
    invalidation,
    schema: createUsersSubgraph({
      ...wireAccounts({ dataSource, invalidation, passwords, throttle, revocations, clock, wakeMailWorker }),
      sessions: new SessionResolver(sessions, refreshes, delivery),
      sessionRevokes: new SessionRevokeResolver(sessions, delivery),
      accountSessions: new AccountSessionsResolver(new CursorCodec(config.CURSOR_SECRET)),
    }),
    createLoaders: loadersFor(manager, clock),
    internalRoutes: (app) => registerEventFeed(app, dataSource, signal),
    publicRoutes: (app) => {
      registerJwks(app, config.ACCESS_TOKEN_SIGNING_KEYS);
      if (config.DEV_INBOX) registerInbox(app, new MailRepository(manager), config.GRAPH_URL);
    },
    logger,
    beforeStop: stopBackground,
  }).catch(async (error: unknown) => {
    await stopBackground();
    throw error;
  });
  pruning.start();
  return service;
}
