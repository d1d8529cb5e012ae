import { Redis } from 'ioredis';
import { type Logger } from '../telemetry/logger';

export interface RedisSettings {
  readonly url: string;
  /** Longest wait for one answer, in milliseconds. */
  readonly patienceMs: number;
}

/** The Redis that several gateways share. Whoever uses it goes on without it while {@link isReady} is false. */
export interface SharedRedis {
  readonly client: Redis;
  readonly isReady: boolean;
  close(): void;
}

/**
 * Connects. A Redis that is away, slow or full is no error: it costs one command its patience, and then nothing until it
 * answers again.
 */
export async function openRedis({ url, patienceMs }: RedisSettings, logger: Logger): Promise<SharedRedis> {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 1_000,
    commandTimeout: patienceMs,
    // Ends the connection on which nothing comes any more, and with it all waiting.
    socketTimeout: 2 * patienceMs,
    retryStrategy: (times) => Math.min(times * 50, 1_000),
  });
  let isAway = false;
  client.on('error', () => undefined);
  // Comes with every lost connection, and not only with those that end by an error.
  client.on('close', () => {
    if (!isAway) logger.warn('Redis is away; this gateway goes on alone');
    isAway = true;
  });
  client.on('ready', () => {
    if (isAway) logger.info('Redis is back');
    isAway = false;
  });
  await client.connect().catch(() => undefined);
  return {
    client,
    get isReady() {
      return client.status === 'ready';
    },
    close: () => {
      isAway = true;
      client.disconnect();
    },
  };
}
