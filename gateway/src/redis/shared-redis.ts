import { Redis, type RedisOptions } from 'ioredis';
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
export async function openRedis(settings: RedisSettings, logger: Logger): Promise<SharedRedis> {
  const { patienceMs } = settings;
  let isAway = false;
  // Ends the connection on which nothing comes any more, and with it all waiting.
  const shared = await connect(settings, { socketTimeout: 2 * patienceMs }, (client) => {
    // Comes with every lost connection, and not only with those that end by an error.
    client.on('close', () => {
      if (!isAway) logger.warn('Redis is away; this gateway goes on alone');
      isAway = true;
    });
    client.on('ready', () => {
      if (isAway) logger.info('Redis is back');
      isAway = false;
    });
  });
  return {
    client: shared.client,
    get isReady() {
      return shared.isReady;
    },
    close: () => {
      isAway = true;
      shared.close();
    },
  };
}

/**
 * A connection for who keeps the time of each command and draws conclusions from a connection that was lost: one on which
 * nothing comes for a while is not ended, as it may be this process that is late.
 */
export function openOwnRedis(settings: RedisSettings): Promise<SharedRedis> {
  return connect(settings, {}, () => undefined);
}

async function connect(
  { url, patienceMs }: RedisSettings,
  options: RedisOptions,
  watch: (client: Redis) => void,
): Promise<SharedRedis> {
  const client = new Redis(url, {
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 1,
    connectTimeout: 1_000,
    commandTimeout: patienceMs,
    // Nothing is said at the end that anybody would have to hear.
    disconnectTimeout: 100,
    retryStrategy: (times) => Math.min(times * 50, 1_000),
    ...options,
  });
  client.on('error', () => undefined);
  watch(client);
  await client.connect().catch(() => undefined);
  return {
    client,
    get isReady() {
      return client.status === 'ready';
    },
    close: () => client.disconnect(),
  };
}
