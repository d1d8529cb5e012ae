import { openEntryStore, type RedisEntryStore } from './cache/store/redis-entry-store';
import { type GatewayConfig } from './config/gateway-config';
import { type SharedRedis } from './redis/shared-redis';
import { type Logger } from './telemetry/logger';
import { type CacheTelemetry } from './telemetry/telemetry';

/** Opens what entries are kept in; `undefined` where nothing is kept. */
export async function openCache(
  { cache, redis: settings }: GatewayConfig,
  redis: SharedRedis | undefined,
  logger: Logger,
  telemetry: CacheTelemetry | undefined,
): Promise<RedisEntryStore | undefined> {
  if (!cache.enabled || !redis || !settings) return undefined;
  return openEntryStore(redis, {
    patienceMs: settings.patienceMs,
    entryBytes: cache.maxEntryBytes,
    nearBytes: cache.nearBytes,
    watch: {
      onAway: () => telemetry?.onAway(),
      onBack: (awayMs) => {
        telemetry?.onBack(awayMs);
        logger.info({ awayMs: Math.round(awayMs) }, 'the cache is used again');
      },
      onStored: (bytes) => telemetry?.onStored(bytes),
      onRefused: (reason) => telemetry?.onRefused(reason),
      onTooLarge: () => telemetry?.onRefused('too_large'),
    },
  });
}
