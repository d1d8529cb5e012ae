import { type Dispatcher, Pool } from 'undici';

export interface AgingPoolOptions extends Pool.Options {
  /** Milliseconds after which its connections take no more requests. */
  readonly lifetimeMs: number;
}

/**
 * Connections to one origin, which give way to new ones from time to time, so that those find the origin's new address.
 * undici's own `clientTtl` asks the clock once for each busy connection, whenever something is sent.
 */
export class AgingPool {
  readonly #closing = new Set<Promise<void>>();
  #pool: Pool;
  #endsAtMs: number;

  constructor(
    private readonly origin: string,
    private readonly options: AgingPoolOptions,
  ) {
    this.#pool = new Pool(origin, options);
    this.#endsAtMs = performance.now() + options.lifetimeMs;
  }

  dispatch(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    if (performance.now() >= this.#endsAtMs) this.#renew();
    this.#pool.dispatch(request, handler);
  }

  /** Requests under way end first. */
  async close(): Promise<void> {
    await Promise.all([this.#pool.close(), ...this.#closing]);
  }

  #renew(): void {
    const closing = this.#pool.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
    this.#pool = new Pool(this.origin, this.options);
    this.#endsAtMs = performance.now() + this.options.lifetimeMs;
  }
}
