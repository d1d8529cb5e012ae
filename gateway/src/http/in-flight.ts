/** Knows what is under way, so that something can be closed once nobody uses it any more. */
export class InFlight {
  readonly #work = new Set<Promise<void>>();

  /** Runs the work and counts it until it has settled. */
  async track(work: () => Promise<void>): Promise<void> {
    const running = work();
    this.#work.add(running);
    try {
      await running;
    } finally {
      this.#work.delete(running);
    }
  }

  /** Resolves when everything that is under way now has settled; what starts later is not waited for. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#work]);
  }
}
