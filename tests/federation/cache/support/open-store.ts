import { type Lifetime, type NewEntry } from '@nutgraf/gateway/cache/entry-store';
import { openEntryStore, type RedisEntryStore } from '@nutgraf/gateway/cache/store/redis-entry-store';
import { type StoreOptions } from '@nutgraf/gateway/cache/store/store-options';
import { openRedis, type SharedRedis } from '@nutgraf/gateway/redis/shared-redis';
import { createLogger } from '@nutgraf/gateway/telemetry/logger';
import { until } from '../../../support/until';

/** A gateway's store with a connection of its own, and what its watch was told. */
export interface OpenedStore {
  readonly store: RedisEntryStore;
  readonly shared: SharedRedis;
  readonly told: string[];
  /** Stores, and waits until Redis has it or refused it. */
  readonly keep: (...entries: NewEntry[]) => Promise<void>;
  close(): void;
}

/** @param options patience is long, so that a busy machine is no Redis that is away */
export async function openStore(url: string, options: Partial<StoreOptions> = {}): Promise<OpenedStore> {
  const shared = await openRedis({ url, patienceMs: 20_000 }, createLogger('silent'));
  const told: string[] = [];
  let settled = 0;
  const watch = {
    onAway: () => void told.push('away'),
    onBack: () => void told.push('back'),
    onRefused: (reason: string) => void (told.push(`refused: ${reason}`), settled++),
    onStored: () => void settled++,
    onTooLarge: () => void (told.push('too large'), settled++),
  };
  const store = await openEntryStore(shared, { patienceMs: 20_000, watch, ...options });
  return {
    store,
    shared,
    told,
    keep: async (...entries) => {
      const before = settled;
      void store.store(entries);
      await until(
        () => Promise.resolve(settled - before),
        (done) => done >= entries.length,
        10_000,
      );
    },
    close: () => {
      store.close();
      shared.close();
    },
  };
}

export const minute: Lifetime = { freshMs: 60_000, staleWhileRevalidateMs: 0, staleIfErrorMs: 0 };
