import type { Clock } from '@nutgraf/kit/clock';
import type { Logger } from '@nutgraf/kit/logger';
import type { DataSource } from 'typeorm';
import { AccountRepository } from './accounts/account.repository';
import type { UsersConfig } from './config';
import type { PasswordService } from './passwords/password.service';
import { RefreshService } from './sessions/refresh.service';
import { SessionRevocations } from './sessions/session-revocations';
import { SessionStarts } from './sessions/session-starts';
import { SessionTokens } from './sessions/session-tokens';
import { SessionService } from './sessions/session.service';
import { TokenDelivery } from './sessions/token-delivery';
import type { Throttle } from './throttle/throttle';
import { AccessTokenIssuer } from './tokens/access-token-issuer';
import { RefreshTokens } from './tokens/refresh-tokens';

const dayMs = 86_400_000;

/** The rooms `sessions` and `tokens`, put together. */
export function wireSessions(
  dataSource: DataSource,
  config: UsersConfig,
  passwords: PasswordService,
  throttle: Throttle,
  clock: Clock,
  logger: Logger,
) {
  const lifetimes = {
    accessTokenMs: config.ACCESS_TOKEN_TTL_SECONDS * 1000,
    idleMs: config.SESSION_IDLE_DAYS * dayMs,
    wholeMs: config.SESSION_MAX_DAYS * dayMs,
  };
  const accessTokens = new AccessTokenIssuer({
    keys: config.ACCESS_TOKEN_SIGNING_KEYS,
    issuer: config.ACCESS_TOKEN_ISSUER,
    audience: config.ACCESS_TOKEN_AUDIENCE,
  });
  const refreshTokens = new RefreshTokens(config.REFRESH_TOKEN_KEYS);
  const sessionTokens = new SessionTokens(accessTokens, lifetimes);
  const starts = new SessionStarts(refreshTokens, sessionTokens, lifetimes, clock);
  const revocations = new SessionRevocations(clock);
  const accounts = new AccountRepository(dataSource.manager);
  return {
    starts,
    revocations,
    delivery: new TokenDelivery(config.COOKIE_SECURE, clock),
    sessions: new SessionService(dataSource, accounts, passwords, starts, revocations, throttle, clock),
    refreshes: new RefreshService({
      dataSource,
      refreshTokens,
      sessionTokens,
      revocations,
      lifetimes,
      clock,
      logger,
    }),
  };
}
