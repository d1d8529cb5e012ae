import { type CacheCall } from './cache-call';
import { type CachedEntry } from './entry-store';
import { type FetchTally } from './fetch-tally';
import { readNote } from './note';

/** The pieces of one fetch that are there, and those that could be used in need. Pieces with one key are one. */
export class FoundPieces {
  /** The first piece of each key. */
  readonly distinct: readonly number[];
  readonly #firstOf = new Map<string, number>();
  readonly #texts: (Buffer | undefined)[];
  #stale: number[] = [];
  readonly #fallbacks = new Map<number, CachedEntry>();

  constructor(
    private readonly keys: readonly string[],
    private readonly call: Pick<CacheCall, 'onKept'>,
    private readonly tally: FetchTally | undefined,
  ) {
    this.#texts = new Array<Buffer | undefined>(keys.length);
    keys.forEach((key, index) => this.#firstOf.has(key) || this.#firstOf.set(key, index));
    this.distinct = [...this.#firstOf.values()];
  }

  /** Whether an entry serves as it is. If not, it may yet if the subgraph fails. */
  use(index: number, entry: CachedEntry | undefined): boolean {
    if (!entry) return false;
    const { freshMs, staleWhileRevalidateMs } = entry.lifetime;
    if (entry.ageMs < freshMs) {
      this.take(index, entry);
    } else if (entry.ageMs < freshMs + staleWhileRevalidateMs) {
      this.#stale.push(index);
      this.take(index, entry, true);
    } else {
      this.#fallbacks.set(index, entry);
      return false;
    }
    return true;
  }

  take(index: number, entry: CachedEntry, isStale = false): void {
    this.#texts[index] = entry.text;
    this.tally?.onKept(index, entry.text.length, isStale);
    const { cacheControl, age } = readNote(entry.note, entry.ageMs);
    this.call.onKept(cacheControl, age);
  }

  /** A piece that was just asked for. */
  put(index: number, text: Buffer): void {
    this.#texts[index] = text;
  }

  /** Uses stale entries in the place of what the subgraph failed to say; all of them or none. Whether it did. */
  fallBack(indexes: readonly number[]): boolean {
    const entries = indexes.map((index) => this.#fallbacks.get(index));
    const areThere = entries.every(
      (entry) => entry && entry.ageMs < entry.lifetime.freshMs + entry.lifetime.staleIfErrorMs,
    );
    if (areThere) indexes.forEach((index, at) => this.take(index, entries[at]!, true));
    return areThere;
  }

  /** Pieces that are used although they are stale, and should be fetched again; each is told once. */
  takeStale(): readonly number[] {
    const stale = this.#stale;
    this.#stale = [];
    return stale;
  }

  has(indexes: readonly number[]): boolean {
    return indexes.every((index) => this.#texts[index] !== undefined);
  }

  /** Of each piece, once all are there. */
  all(): readonly Buffer[] {
    return this.keys.map((key) => this.#texts[this.#firstOf.get(key)!]!);
  }

  known(): readonly (Buffer | undefined)[] {
    return this.keys.map((key) => this.#texts[this.#firstOf.get(key)!]);
  }
}
