import DataLoader from 'dataloader';
import type { Page } from './paging/keyset';

/** A loader of at most one row per key; rows may come in any order and be missing. */
export function oneByKey<Key extends string, Row>(
  fetch: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, Row | null> {
  return new DataLoader<Key, Row | null>(async (keys) => {
    const rows = new Map((await fetch(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** A loader of at most one row per id. */
export function oneById<Row extends { readonly id: string }>(
  fetch: (ids: readonly string[]) => Promise<readonly Row[]>,
): DataLoader<string, Row | null> {
  return oneByKey(fetch, ({ id }) => id);
}

/** A loader of whether a key is among those that are fetched. */
export function isAmong<Key extends string>(
  fetch: (keys: readonly Key[]) => Promise<readonly Key[]>,
): DataLoader<Key, boolean> {
  return new DataLoader<Key, boolean>(async (keys) => {
    const found = new Set(await fetch(keys));
    return keys.map((key) => found.has(key));
  });
}

/** A loader of all rows of each key, in the order in which they were fetched. */
export function manyByKey<Key extends string, Row>(
  fetch: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, readonly Row[]> {
  return new DataLoader<Key, readonly Row[]>(async (keys) => {
    const groups = new Map<Key, Row[]>(keys.map((key) => [key, []]));
    for (const row of await fetch(keys)) groups.get(keyOf(row))?.push(row);
    return keys.map((key) => groups.get(key) ?? []);
  });
}

/**
 * A family of loaders that differ in their arguments (page size, order, …): one loader, and so one
 * statement, for each distinct set of arguments within a request.
 */
export class LoadersByArguments<Arguments, Key, Value> {
  readonly #loaders = new Map<string, DataLoader<Key, Value>>();
  readonly #create: (args: Arguments) => DataLoader<Key, Value>;

  constructor(create: (args: Arguments) => DataLoader<Key, Value>) {
    this.#create = create;
  }

  with(args: Arguments): DataLoader<Key, Value> {
    const name = JSON.stringify(args);
    let loader = this.#loaders.get(name);
    if (!loader) {
      loader = this.#create(args);
      this.#loaders.set(name, loader);
    }
    return loader;
  }

  /** Forgets everything that was loaded, after a write in the same request. */
  clear(): void {
    this.#loaders.clear();
  }
}

/** Loaders of one page for each parent; one that was not fetched is empty. */
export function pagesOfParents<Arguments, Row>(
  fetch: (parentIds: readonly string[], args: Arguments) => Promise<ReadonlyMap<string, Page<Row>>>,
): LoadersByArguments<Arguments, string, Page<Row>> {
  return new LoadersByArguments(
    (args) =>
      new DataLoader<string, Page<Row>>(async (parentIds) => {
        const pages = await fetch(parentIds, args);
        return parentIds.map((id) => pages.get(id) ?? { rows: [], hasMore: false });
      }),
  );
}
