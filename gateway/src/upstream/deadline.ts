/** Node.js fires longer timers at once. */
const longestTimerMs = 2 ** 31 - 1;

/** One time limit over connecting, waiting and reading; the caller's signal ends it early. */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #outer: AbortSignal | undefined;
  readonly #abort = (): void => this.#controller.abort();
  isOver = false;

  constructor(timeoutMs: number, outer: AbortSignal | undefined) {
    this.#outer = outer;
    this.#timer = setTimeout(
      () => {
        this.isOver = true;
        this.#abort();
      },
      Math.min(Math.max(timeoutMs, 0), longestTimerMs),
    );
    if (outer?.aborted) this.#abort();
    else outer?.addEventListener('abort', this.#abort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#outer?.removeEventListener('abort', this.#abort);
  }
}
