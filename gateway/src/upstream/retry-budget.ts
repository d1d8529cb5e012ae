/** Retries that are there from the start, for graphs with little traffic. */
const floor = 10;
/** Retries that can be saved up: what a restart of the subgraph may take at once. */
const most = 100;

/**
 * What retries may add to a subgraph's load: a share of its requests, and a few more. Without it a subgraph that cannot
 * keep up would get twice the work.
 */
export class RetryBudget {
  #saved = floor;

  /** @param share of retries among requests */
  constructor(private readonly share: number) {}

  /** Another request that is no retry. */
  earn(): void {
    if (this.#saved < most) this.#saved += this.share;
  }

  /** @returns whether there is one more; it is then spent. */
  spend(): boolean {
    if (this.share === 0 || this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }
}
