import { type FetchFacts, type TypeFacts } from '../cache/fetch-tally';

/** What the cache did for one fetch, as clients see it who ask. */
interface CachedFetchReport {
  readonly subgraph: string;
  /**
   * `HIT`: nothing was asked for. `PARTIAL`: only what was missing. `MISS`: all of it, and it is kept. `PRIVATE`: all of it,
   * and it is not shared. `BYPASS`: all of it, as the cache is away.
   */
  readonly status: 'HIT' | 'PARTIAL' | 'MISS' | 'PRIVATE' | 'BYPASS';
  /** Entities, or root fields, by type. */
  readonly types: Readonly<Record<string, TypeFacts>>;
}

/** Notes what the cache did for one operation. */
export class CacheReport {
  readonly #fetches: CachedFetchReport[] = [];

  add({ subgraph, types, isWithoutCache }: FetchFacts): void {
    this.#fetches.push({
      subgraph,
      status: isWithoutCache ? 'BYPASS' : statusOf([...types.values()]),
      types: Object.fromEntries(types),
    });
  }

  get extension(): { readonly cache: readonly CachedFetchReport[] } {
    return { cache: this.#fetches };
  }
}

function statusOf(types: readonly TypeFacts[]): CachedFetchReport['status'] {
  const misses = types.some(({ misses }) => misses > 0);
  if (!misses) return 'HIT';
  if (types.some(({ hits }) => hits > 0)) return 'PARTIAL';
  return types.some((facts) => facts.private > 0) ? 'PRIVATE' : 'MISS';
}
