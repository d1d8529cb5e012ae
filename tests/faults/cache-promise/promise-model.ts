/**
 * What readers may see of counters, in its simplest form. A value is promised once its writer was told that it is written,
 * unless that writer could not raise its stamps and counted that: then it is promised once they are raised.
 */
export class PromiseModel {
  readonly #committed = new Map<string, number>();
  readonly #acknowledged = new Map<string, number>();
  readonly #promised = new Map<string, number>();
  /** Values whose writers counted that they could not raise their stamps, by key. */
  readonly #missed = new Map<string, Set<number>>();
  /** How often a reader saw less than was acknowledged, as is allowed for what could not be raised. */
  excused = 0;

  constructor(readonly keys: readonly string[]) {}

  committed(key: string, value: number): void {
    raise(this.#committed, key, value);
  }

  committedOf(key: string): number {
    return this.#committed.get(key) ?? 0;
  }

  /** A writer could not raise the stamps of what it wrote, or does not know whether it did. */
  missed(key: string, value: number): void {
    const values = this.#missed.get(key) ?? new Set();
    this.#missed.set(key, values.add(value));
  }

  /** Stamps were raised when this value was there. */
  raised(key: string, value: number): void {
    raise(this.#promised, key, value);
  }

  /** What is committed just now; the function that it gives says that all that was kept before is void. */
  begunBefore(): () => void {
    const before = [...this.#committed];
    return () => before.forEach(([key, value]) => this.raised(key, value));
  }

  acknowledged(key: string, value: number): void {
    this.committed(key, value);
    raise(this.#acknowledged, key, value);
    if (!this.#missed.get(key)?.has(value)) raise(this.#promised, key, value);
  }

  /** Keys of which something is written that is not promised yet. */
  get open(): readonly string[] {
    return [...this.#committed].filter(([key, value]) => value > this.#least(key)).map(([key]) => key);
  }

  /** To be called before a read begins; the function it gives says what is wrong with what it got. */
  expects(keys: readonly string[]): (seen: ReadonlyMap<string, number>) => string | undefined {
    const least = keys.map((key) => ({
      key,
      promised: this.#least(key),
      acknowledged: this.#acknowledged.get(key) ?? 0,
    }));
    return (seen) => {
      for (const { key, promised, acknowledged } of least) {
        const value = seen.get(key);
        if (value === undefined) return `${key} is not in the answer`;
        if (value < promised) return `${key} was ${value} and had to be ${promised}`;
        if (value < acknowledged) this.excused += 1;
      }
      return undefined;
    };
  }

  #least(key: string): number {
    return this.#promised.get(key) ?? 0;
  }
}

function raise(values: Map<string, number>, key: string, value: number): void {
  values.set(key, Math.max(values.get(key) ?? 0, value));
}
