export interface QueueLimits {
  /** Pieces of work at once. */
  readonly running: number;
  /** Pieces of work that may wait for their turn. */
  readonly waiting: number;
}

/** Runs work a few at once and in order; refuses what it could not get to soon. */
export class BoundedQueue {
  readonly #limits: QueueLimits;
  readonly #waiting: (() => void)[] = [];
  #running = 0;

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /** @returns what the work resolves to, or null at once, without starting it, when the queue is full. */
  tryRun<T>(work: () => Promise<T>): Promise<T> | null {
    if (this.#running < this.#limits.running) {
      this.#running += 1;
      return this.#run(work);
    }
    if (this.#waiting.length >= this.#limits.waiting) return null;
    return new Promise<void>((resolve) => this.#waiting.push(resolve)).then(() => this.#run(work));
  }

  async #run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      // The place goes to the next in line; given back, a newcomer could take it first.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }
}
