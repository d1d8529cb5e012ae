import Redis from 'ioredis';
import type { Logger } from '@nutgraf/kit/logger';
import { RateLimiterMemory, RateLimiterRedis, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Limit } from './limits';

/** Where attempts are counted. */
export interface Counters {
  /** A counter of its own; the same name means the same counts in every process that shares the store. */
  create(name: string, limit: Limit): RateLimiterAbstract;
  close(): void;
}

/** Longest an answer of Redis is waited for, in milliseconds. Then the connection counts as lost. */
const patienceMs = 100;

/**
 * Counts in Redis, so that all processes count together, or in this process without one. While Redis is
 * away each process counts for itself.
 * @param redisUrl null for none
 */
export async function openCounters(redisUrl: string | null, logger: Logger): Promise<Counters> {
  if (redisUrl === null) return { create: inMemory, close: () => undefined };
  const redis = new Redis(redisUrl, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 1_000,
    commandTimeout: patienceMs,
    // A Redis that hangs costs one command its time; from then on nobody asks it until it answers again.
    socketTimeout: 2 * patienceMs,
    retryStrategy: (times) => Math.min(times * 50, 1_000),
  });
  let isAway = false;
  redis.on('error', () => undefined);
  // Comes with every lost connection, and not only with those that end by an error.
  redis.on('close', () => {
    if (!isAway) logger.warn('Redis is away; attempts are counted in this process alone');
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) logger.info('Redis is back');
    isAway = false;
  });
  await redis.connect().catch(() => undefined);
  return {
    create: (name, limit) =>
      new RateLimiterRedis({
        storeClient: redis,
        keyPrefix: `nutgraf:users:throttle:${name}`,
        points: limit.points,
        duration: limit.seconds,
        rejectIfRedisNotReady: true,
        insuranceLimiter: inMemory(name, limit),
      }),
    close: () => {
      isAway = true;
      redis.disconnect();
    },
  };
}

function inMemory(keyPrefix: string, { points, seconds }: Limit): RateLimiterMemory {
  return new RateLimiterMemory({ keyPrefix, points, duration: seconds });
}
