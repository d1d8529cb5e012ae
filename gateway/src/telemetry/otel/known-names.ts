/** What names beyond the bound are called together. */
const others = '(other)';

/**
 * Bounds how many names a metric can have, for whoever sends requests chooses them: the first ones keep their name.
 */
export class KnownNames {
  readonly #names = new Set<string>();

  constructor(private readonly most: number) {}

  nameFor(name: string): string {
    if (this.#names.has(name)) return name;
    if (this.#names.size >= this.most) return others;
    this.#names.add(name);
    return name;
  }
}
