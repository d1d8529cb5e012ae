import type { Path } from 'graphql/jsutils/Path';
import { longestTag } from '@nutgraf/contract/cache-stamps';
import type { Caller } from '../caller';
import type { CacheHint } from './cache-hints';
import type { StaticPolicy } from './static-policy';

/** More than this is named by nobody: such an answer is not kept. */
const mostTags = 1_000;

/** What is sent beside an answer. */
export interface CacheWords {
  /** Value of `Cache-Control`. */
  readonly cacheControl: string;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
}

/** How long one request's answer may be kept, and of what it tells. */
export class AnswerCache {
  readonly #isGuest: boolean;
  readonly #namesObjects: boolean;
  #maxAge = Infinity;
  #isPrivate = false;
  readonly #tags = new Set<string>();
  /** By response name of an `_entities` field, for each representation. */
  #entities: Map<string | number, Set<string>[]> | undefined;

  /** @param namesObjects whether anybody could raise what objects are called; else there is no use in naming them */
  constructor(caller: Caller, namesObjects: boolean) {
    this.#isGuest = caller.kind === 'anonymous';
    this.#namesObjects = namesObjects;
  }

  /** Allows no more than this, whatever was allowed before. */
  restrict({ maxAge, scope }: CacheHint): void {
    if (maxAge !== undefined && maxAge < this.#maxAge) this.#maxAge = maxAge;
    if (scope === 'PRIVATE') this.#isPrivate = true;
    // Guests are one caller; what is for one person alone is not kept at all.
    if (this.#isPrivate && !this.#isGuest) this.#maxAge = 0;
  }

  /** This answer must not be kept. */
  forbid(): void {
    this.#maxAge = 0;
  }

  /**
   * Names something on which the answer depends, and that is no object with a key of which it tells.
   * @param name raised by whoever changes it, see `Transaction.invalidate`
   */
  tag(name: string): void {
    if (this.#maxAge <= 0 || !this.#namesObjects) return;
    this.#add(this.#tags, name);
  }

  /** Objects below an `_entities` field belong to one representation each. */
  beginEntities(responseName: string | number, names: readonly string[]): void {
    if (this.#maxAge <= 0 || !this.#namesObjects) return;
    const lists = names.map((name) => this.#add(new Set(), name));
    (this.#entities ??= new Map<string | number, Set<string>[]>()).set(responseName, lists);
  }

  /** Names an object that the field at this path answers. */
  tell(name: string, path: Path): void {
    if (this.#maxAge <= 0 || !this.#namesObjects) return;
    // What stands at the root of its representation is named already.
    if (!path.prev && this.#entities?.has(path.key)) return;
    this.#add(this.#entities ? this.#listAt(path, this.#entities) : this.#tags, name);
  }

  /** What is sent beside the answer `data` to an operation. */
  words(policy: StaticPolicy, data: Readonly<Record<string, unknown>>): CacheWords {
    this.restrict({ maxAge: policy.maxAge, scope: policy.isPrivate ? 'PRIVATE' : 'PUBLIC' });
    // Nobody could name what is not there.
    if (policy.lookups.some((name) => data[name] === null)) this.forbid();
    const extensions = this.#extensions();
    if (this.#maxAge <= 0 || this.#maxAge === Infinity) return notKept;
    const cacheControl = `max-age=${this.#maxAge}, ${this.#isPrivate ? 'private' : 'public'}`;
    return { cacheControl, extensions };
  }

  #extensions(): CacheWords['extensions'] {
    if (!this.#namesObjects) return undefined;
    if (!this.#entities) return this.#bounded(this.#tags.size, { apolloCacheTags: [...this.#tags] });
    // What was named by hand could be about any of them.
    const lists = [...this.#entities.values()].flat().map((names) => [...new Set([...names, ...this.#tags])]);
    const count = lists.reduce((sum, { length }) => sum + length, 0);
    return this.#bounded(count, {
      apolloEntityCacheTags: lists,
      ...(this.#tags.size > 0 && { apolloCacheTags: [...this.#tags] }),
    });
  }

  #bounded(count: number, extensions: Readonly<Record<string, unknown>>): CacheWords['extensions'] {
    if (count > mostTags) this.forbid();
    return count > 0 ? extensions : undefined;
  }

  #add(names: Set<string>, name: string): Set<string> {
    // Leaves room for the subgraph's name.
    if (name.length > longestTag / 2) this.forbid();
    return names.add(name);
  }

  #listAt(path: Path, entities: ReadonlyMap<string | number, readonly Set<string>[]>): Set<string> {
    let below = path;
    let root = path;
    while (root.prev) {
      below = root;
      root = root.prev;
    }
    return entities.get(root.key)?.[Number(below.key)] ?? this.#tags;
  }
}

/** What is said of an answer that must not be kept. */
export const notKept: CacheWords = { cacheControl: 'no-store', extensions: undefined };
