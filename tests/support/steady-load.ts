import { Pool } from 'undici';
import { stubAnswer, stubQuery } from './stub-subgraphs';

/** Clients that ask the same, each as soon as it has its answer, until they are stopped. */
export class SteadyLoad {
  answered = 0;
  /** Answers other than the expected one, and what went wrong without one. */
  readonly failures: string[] = [];
  readonly #pool: Pool;
  readonly #clients: Promise<void>[];
  #isOver = false;

  /** @param url of the graph or a balancer, in front of stub subgraphs */
  constructor(
    private readonly url: string,
    clients: number,
  ) {
    this.#pool = new Pool(new URL(url).origin, { connections: clients });
    this.#clients = Array.from({ length: clients }, () => this.#ask());
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#clients);
    await this.#pool.destroy();
  }

  async #ask(): Promise<void> {
    const path = new URL(this.url).pathname;
    const headers = { 'content-type': 'application/json' };
    while (!this.#isOver) {
      try {
        const { body } = await this.#pool.request({
          method: 'POST',
          path,
          headers,
          body: JSON.stringify({ query: stubQuery }),
        });
        const text = await body.text();
        if (text.trim() !== stubAnswer) this.failures.push(text);
      } catch (error) {
        this.failures.push(String(error));
      }
      this.answered += 1;
    }
  }
}
