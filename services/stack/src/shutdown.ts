interface Part {
  stop(): Promise<void>;
  kill(): void;
}

/** npm passes Ctrl-C on to us, and so does the terminal: one press arrives twice. */
const samePressMs = 500;
const orphanCheckMs = 500;

/** What has to be stopped, in the reverse order of its start; parts that were added together stop together. */
export class Shutdown {
  readonly #groups: (readonly Part[])[] = [];
  #stopping: Promise<void> | undefined;
  #signalledAt: number | undefined;

  /** True from the first call of {@link stop} on. */
  get isStopping(): boolean {
    return this.#stopping !== undefined;
  }

  /** Adds parts before they are started, so that an interrupted start stops them too. */
  add(...parts: readonly Part[]): void {
    this.#groups.push(parts);
  }

  /** Stops everything, last added first. */
  stop(): Promise<void> {
    return (this.#stopping ??= this.#stopInOrder());
  }

  /** Ends everything at once. */
  kill(): void {
    for (const part of this.#groups.flat()) part.kill();
  }

  /**
   * From now on Ctrl-C, SIGTERM and a closed terminal stop everything and end this process; a second signal ends
   * everything at once.
   * @param announce Called once, when the first signal arrives.
   */
  onSignals(announce: () => void): void {
    const onSignal = () => void this.#signalled(announce);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
    // A killed npm cannot pass anything on, but it leaves us to another parent.
    if (process.env.npm_lifecycle_event) whenOrphaned(onSignal);
  }

  async #signalled(announce: () => void): Promise<void> {
    const now = performance.now();
    if (this.#signalledAt === undefined) {
      this.#signalledAt = now;
      announce();
      await this.stop();
      process.exit(0);
    }
    if (now - this.#signalledAt < samePressMs) return;
    this.kill();
    process.exit(130);
  }

  async #stopInOrder(): Promise<void> {
    for (let group = this.#groups.at(-1); group; group = this.#groups.at(-1)) {
      await Promise.all(group.map((part) => part.stop()));
      // Only now: until it has stopped, it can be killed.
      this.#groups.splice(this.#groups.indexOf(group), 1);
    }
  }
}

function whenOrphaned(then: () => void): void {
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    then();
  }, orphanCheckMs);
  check.unref();
}
