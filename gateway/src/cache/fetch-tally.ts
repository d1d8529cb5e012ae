import { type FetchPieces } from './pieces/fetch-pieces';

/** What became of the pieces of one fetch that have one type. */
export interface TypeFacts {
  /** They were kept, or fetched for others at the same time. */
  hits: number;
  /** Of the hits, those past their lifetime. */
  stale: number;
  misses: number;
  /** Of the misses, those whose answers are not shared. */
  private: number;
  /** Bytes of the hits, which the subgraph was not asked for. */
  bytes: number;
}

/** What became of one fetch. */
export interface FetchFacts {
  readonly subgraph: string;
  readonly types: ReadonlyMap<string, TypeFacts>;
  /** All of it was asked for, because the cache was away. */
  readonly isWithoutCache: boolean;
  /** From the first look to the answer, in milliseconds. */
  readonly durationMs: number;
}

/** Counts while a fetch goes on. */
export class FetchTally {
  readonly #types = new Map<string, TypeFacts>();
  readonly #startedAtMs = performance.now();
  #isWithoutCache = false;

  constructor(
    private readonly subgraph: string,
    private readonly pieces: FetchPieces,
  ) {}

  onKept(index: number, bytes: number, isStale: boolean): void {
    const facts = this.#of(index);
    facts.hits += 1;
    if (isStale) facts.stale += 1;
    facts.bytes += bytes;
  }

  onAsked(indexes: readonly number[], isShared: boolean): void {
    for (const index of indexes) {
      const facts = this.#of(index);
      facts.misses += 1;
      if (!isShared) facts.private += 1;
    }
  }

  onWithoutCache(): void {
    this.#isWithoutCache = true;
  }

  facts(): FetchFacts {
    return {
      subgraph: this.subgraph,
      types: this.#types,
      isWithoutCache: this.#isWithoutCache,
      durationMs: performance.now() - this.#startedAtMs,
    };
  }

  #of(index: number): TypeFacts {
    const type = this.pieces.typeName(index);
    const known = this.#types.get(type) ?? { hits: 0, stale: 0, misses: 0, private: 0, bytes: 0 };
    this.#types.set(type, known);
    return known;
  }
}
