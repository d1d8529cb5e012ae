/**
 * Whether the client has left: nobody needs the work any more. An AbortSignal would say the same, for a fiftieth of all
 * that a request costs, and keeps dead requests among the old objects of the heap.
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
