/** Where on the line of writes a fetch began. */
export interface Begin {
  readonly epoch: string;
  readonly counter: number;
}

/** For how long an entry may be used, in milliseconds from when it was stored; the stale times follow the fresh one. */
export interface Lifetime {
  readonly freshMs: number;
  readonly staleWhileRevalidateMs: number;
  readonly staleIfErrorMs: number;
}

export interface NewEntry {
  /** Unique; the namespace is in it. */
  readonly key: string;
  readonly begin: Begin;
  /** As the contract's `cache-stamps` writes them. */
  readonly tags: readonly string[];
  readonly lifetime: Lifetime;
  /** Short text that is kept with it: its `Cache-Control`. */
  readonly note: string;
  /** JSON in UTF-8. */
  readonly text: Buffer;
}

export interface CachedEntry extends NewEntry {
  /** Milliseconds since it was stored, by Redis's clock. */
  readonly ageMs: number;
}

export interface LookedUp {
  /** For fetches that start after this. */
  readonly begin: Begin;
  /** In the order of the keys. */
  readonly entries: readonly (CachedEntry | undefined)[];
  /** How many were there and did not count. */
  readonly invalidated: number;
}

/** Entries that gateways share. */
export interface EntryStore {
  readonly isAway: boolean;
  /**
   * One round trip. Entries past their whole lifetime, or begun before a stamp of one of their tags, are not found.
   * @returns `undefined` without Redis
   */
  lookup(keys: readonly string[]): Promise<LookedUp | undefined>;
  /** Settles when lookups that begin from then on find them, or when they were left out; never fails. */
  store(entries: readonly NewEntry[]): Promise<void>;
  /**
   * Whether what began at `begin` still counts, for each list of tags.
   * @returns `undefined` without Redis
   */
  areCurrent(
    begin: Begin,
    tagsOfEach: readonly (readonly string[])[],
  ): Promise<readonly boolean[] | undefined>;
  /**
   * Raises the stamps of tags.
   * @returns false without Redis
   */
  raise(tags: readonly string[]): Promise<boolean>;
}
