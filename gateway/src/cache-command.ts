import { Redis } from 'ioredis';
import { purgeAll, purgeTags, readStats, type StoredEntries } from './cache/store/store-care';
import { type PurgeTarget } from './config/command/cache-arguments';
import { ConfigError } from './config/config-error';

/** Longest wait for one answer of Redis, in milliseconds. */
const patienceMs = 10_000;

/** From when on people at a terminal are told how far it is, in milliseconds. */
const tellFromMs = 1_000;

/** Graphs that are told one by one. */
const mostGraphs = 20;

/**
 * How much is kept, for people.
 * @throws ConfigError in one sentence when Redis cannot be asked
 */
export function cacheStats(url: string): Promise<string> {
  return withRedis(url, async (redis) => {
    const { entries, bytes, hasMore, graphs, tags, counter, usedMemory, maxMemory } = await readStats(
      redis,
      tellProgress(),
    );
    const limit = maxMemory === 0 ? 'no limit' : `of ${sizeOf(maxMemory)}`;
    const rows = [
      ['entries', `${numberOf(entries)}${hasMore ? ' or more' : ''}, ${sizeOf(bytes)}`],
      ['stamped tags', numberOf(tags)],
      ['counter', numberOf(counter)],
      ['whole Redis', `${sizeOf(usedMemory)}, ${limit}`],
    ];
    const lines = rows.map(([name, value]) => `${name!.padEnd(14)}${value}\n`);
    return lines.join('') + (graphs.size > 1 ? `\n${describeGraphs(graphs)}` : '');
  });
}

/**
 * Lets what is kept count no more.
 * @param targets none for all of it
 * @throws ConfigError in one sentence when Redis cannot be asked
 */
export function cachePurge(url: string, targets: readonly PurgeTarget[]): Promise<string> {
  const left = 'What it takes in Redis goes when its lifetime ends.\n';
  return withRedis(url, async (redis) => {
    if (targets.length === 0) {
      await purgeAll(redis);
      return `Nothing that was kept until now counts any more.\n${left}`;
    }
    await purgeTags(
      redis,
      targets.map(({ tag }) => tag),
    );
    return targets.map(({ name }) => `${name}: what was kept of it counts no more.\n`).join('') + left;
  });
}

/** Supergraphs and namespaces have no names in Redis but what begins their keys. */
function describeGraphs(graphs: ReadonlyMap<string, StoredEntries>): string {
  const largest = [...graphs].sort(([, a], [, b]) => b.entries - a.entries);
  const lines = largest
    .slice(0, mostGraphs)
    .map(
      ([name, { entries, bytes }]) =>
        `  ${name.slice(0, 30).padEnd(18)}${numberOf(entries)}, ${sizeOf(bytes)}\n`,
    );
  const more = graphs.size > mostGraphs ? `  and ${numberOf(graphs.size - mostGraphs)} more\n` : '';
  return `entries of each supergraph and namespace:\n${lines.join('')}${more}`;
}

function tellProgress(): (entries: number) => void {
  let toldAt = performance.now();
  return (entries) => {
    if (performance.now() - toldAt < tellFromMs) return;
    toldAt = performance.now();
    process.stderr.write(`${numberOf(entries)} entries so far\n`);
  };
}

async function withRedis<T>(url: string, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, {
    lazyConnect: true,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
    connectTimeout: 5_000,
    commandTimeout: patienceMs,
  });
  let reason: Error | undefined;
  redis.on('error', (error: Error) => (reason = error));
  try {
    await redis.connect();
    return await use(redis);
  } catch (error) {
    const { message } = reason ?? (error as Error);
    const why = message.replace(/\.?$/, '.');
    // Not the whole URL, which may hold a password.
    throw new ConfigError(`Redis at ${new URL(url).host} cannot be asked: ${why}`, { cause: error });
  } finally {
    redis.disconnect();
  }
}

function numberOf(value: number): string {
  return value.toLocaleString('en');
}

function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
