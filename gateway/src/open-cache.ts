import { type EntryStore } from './cache/entry-store';
import { openEntryStore } from './cache/store/redis-entry-store';
import { type GatewayConfig } from './config/gateway-config';
import { openOwnRedis } from './redis/shared-redis';
import { type Logger } from './telemetry/logger';
import { type CacheTelemetry } from './telemetry/telemetry';

/** What entries are kept in. */
export interface OpenCache {
  readonly entries: EntryStore;
  /** Writes down a defect of the cache itself. */
  readonly onFault: (error: unknown) => void;
  close(): void;
}

/** Opens what entries are kept in; `undefined` where nothing is kept. */
export async function openCache(
  { cache, redis: settings }: GatewayConfig,
  logger: Logger,
  telemetry: CacheTelemetry | undefined,
): Promise<OpenCache | undefined> {
  if (!cache.enabled || !settings) return undefined;
  const redis = await openOwnRedis(settings);
  const entries = await openEntryStore(redis, {
    patienceMs: settings.patienceMs,
    entryBytes: cache.maxEntryBytes,
    nearBytes: cache.nearBytes,
    watch: {
      onAway: () => {
        telemetry?.onAway();
        logger.warn('the cache is not used: Redis does not answer');
      },
      onBack: (awayMs) => {
        telemetry?.onBack(awayMs);
        logger.info({ awayMs: Math.round(awayMs) }, 'the cache is used again');
      },
      onStored: (bytes) => telemetry?.onStored(bytes),
      onRefused: (reason) => telemetry?.onRefused(reason),
      onTooLarge: () => telemetry?.onRefused('too_large'),
    },
  });
  return {
    entries,
    onFault: (err) => logger.error({ err }, 'the cache failed; the subgraph was asked'),
    close: () => {
      entries.close();
      redis.close();
    },
  };
}
