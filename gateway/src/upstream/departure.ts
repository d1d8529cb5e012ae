/**
 * Whether the client has left: nobody needs the work any more. An AbortSignal would say the same, but with its listeners
 * took about 4 % of a small request, and left 0.8 kB of each dead one among the old objects of the heap.
 */
export class Departure {
  #hasHappened = false;
  #listeners: (() => void)[] = [];

  get hasHappened(): boolean {
    return this.#hasHappened;
  }

  /** Calls back once it happens, and not when it has. */
  onHappened(listener: () => void): void {
    this.#listeners.push(listener);
  }

  happen(): void {
    if (this.#hasHappened) return;
    this.#hasHappened = true;
    for (const listener of this.#listeners) listener();
    this.#listeners = [];
  }
}
