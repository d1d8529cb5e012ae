/** What has been opened and has to be closed: the last one first, each of them whatever becomes of the others. */
export class Opened {
  #closers: (() => unknown)[] = [];

  add(close: () => unknown): void {
    this.#closers.push(close);
  }

  /** @throws what the first closer to fail threw, when all are done. */
  async close(): Promise<void> {
    const failures: unknown[] = [];
    for (const close of this.#closers.reverse()) {
      try {
        await close();
      } catch (error) {
        failures.push(error);
      }
    }
    this.#closers = [];
    if (failures.length > 0) throw failures[0];
  }
}
