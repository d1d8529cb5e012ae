import { locked } from './locked.js';
import { type Refresh } from './refresh.js';
import { type Credentials, type SessionKeeper } from './session-keeper.js';

/** The tokens are in cookies, which the browser sends and the graph sets. */
export class CookieKeeper implements SessionKeeper {
  #version = 0;
  #flight: Promise<Credentials | null> | undefined;

  constructor(
    private readonly refresh: Refresh,
    private readonly onSignedOut: () => void,
  ) {}

  credentials(): Promise<Credentials> {
    return Promise.resolve(this.#current());
  }

  async renewed(refused: Credentials): Promise<Credentials | null> {
    if (refused.version !== this.#version) return this.#current();
    this.#flight ??= locked('nutgraf-session', () => this.#refreshed()).finally(
      () => (this.#flight = undefined),
    );
    return this.#flight;
  }

  begin(): Promise<void> {
    this.#version += 1;
    return Promise.resolve();
  }

  end(): Promise<void> {
    return Promise.resolve();
  }

  async #refreshed(): Promise<Credentials | null> {
    if ((await this.refresh()) === 'refused') {
      this.onSignedOut();
      return null;
    }
    this.#version += 1;
    return this.#current();
  }

  #current(): Credentials {
    return { headers: {}, credentials: 'include', version: this.#version };
  }
}
