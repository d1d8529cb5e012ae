import Redis from 'ioredis';

import { StackError } from './stack-error';

const localUrl = 'redis://127.0.0.1:6379';

/**
 * URL of the Redis to use, or null for none: the one that `REDIS_URL` names, else one on this machine if it answers.
 * @throws StackError when `REDIS_URL` names one that does not answer.
 */
export async function findRedis(env: NodeJS.ProcessEnv): Promise<string | null> {
  const url = env.REDIS_URL;
  if (!url) return (await answers(localUrl, 200)) ? localUrl : null;
  if (!/^rediss?:\/\//.test(url)) throw new StackError('REDIS_URL must have the form redis://host:6379.');
  if (await answers(url, 3_000)) return url;
  const { hostname, port } = new URL(url);
  throw new StackError(
    `REDIS_URL: no Redis answers at ${hostname}:${port || '6379'}; start it or unset REDIS_URL.`,
  );
}

async function answers(url: string, withinMs: number): Promise<boolean> {
  const redis = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    connectTimeout: withinMs,
    commandTimeout: withinMs,
    retryStrategy: () => null,
  });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}
