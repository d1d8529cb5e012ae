import { systemClock, type Clock } from '@nutgraf/kit/clock';
import { migrate } from '@nutgraf/kit/database/connect';
import type { Logger } from '@nutgraf/kit/logger';
import { startService, type Service } from '@nutgraf/kit/service';
import type { DataSource } from 'typeorm';
import { AccountRepository } from './accounts/account.repository';
import type { UsersConfig } from './config';
import { connectUsersDatabase } from './database';
import { loadUsersDemo } from './demo/load';
import { createUsersLoaders } from './loaders';
import { BoundedQueue } from './passwords/bounded-queue';
import { argon2Hasher, type PasswordHasher } from './passwords/password-hasher';
import { PasswordRepository } from './passwords/password.repository';
import { PasswordService } from './passwords/password.service';
import { SessionRepository } from './sessions/session.repository';
import { SessionService } from './sessions/session.service';
import { createUsersSubgraph } from './subgraph';
import { AccessTokenIssuer } from './tokens/access-token-issuer';
import { registerJwks } from './tokens/jwks.route';
import { UserRepository } from './users/user.repository';

export interface UsersServiceOptions {
  readonly clock?: Clock;
  /** Told of each SQL statement before it is sent. */
  readonly onStatement?: (sql: string) => void;
  readonly passwordHasher?: PasswordHasher;
}

/** Two leave threads for other work; with 50 waiting, the last is checked within some two seconds. */
const hashingLimits = { running: 2, waiting: 50 } as const;

/** Starts the users service: connected, migrated and listening. */
export async function createUsersService(
  config: UsersConfig,
  logger: Logger,
  { clock = systemClock, onStatement, passwordHasher = argon2Hasher }: UsersServiceOptions = {},
): Promise<Service> {
  const dataSource = await connectUsersDatabase(config.DATABASE_URL, onStatement);
  try {
    await migrate(dataSource);
    if (config.DEMO_DATA) await loadUsersDemo(dataSource, clock.now(), logger, passwordHasher);
    return await serve(dataSource, config, logger, clock, passwordHasher);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
}

async function serve(
  dataSource: DataSource,
  config: UsersConfig,
  logger: Logger,
  clock: Clock,
  hasher: PasswordHasher,
): Promise<Service> {
  const { manager } = dataSource;
  const users = new UserRepository(manager);
  const accounts = new AccountRepository(manager);
  const passwords = await PasswordService.create(
    new PasswordRepository(manager),
    hasher,
    new BoundedQueue(hashingLimits),
  );
  const accessTokens = new AccessTokenIssuer({
    keys: config.ACCESS_TOKEN_SIGNING_KEYS,
    ttlSeconds: config.ACCESS_TOKEN_TTL_SECONDS,
    issuer: config.ACCESS_TOKEN_ISSUER,
    audience: config.ACCESS_TOKEN_AUDIENCE,
    clock,
  });
  const sessions = new SessionService(
    accounts,
    passwords,
    accessTokens,
    new SessionRepository(manager),
    clock,
  );
  return startService({
    name: 'users',
    address: { host: config.HOST, port: config.PORT },
    signingKeys: config.SUBGRAPH_SIGNING_KEYS,
    dataSource,
    schema: createUsersSubgraph({ sessions }),
    createLoaders: (caller) => createUsersLoaders(users, accounts, caller),
    publicRoutes: (app) => registerJwks(app, config.ACCESS_TOKEN_SIGNING_KEYS),
    logger,
  });
}
