import { setTimeout as delay } from 'node:timers/promises';

import { nextPause } from './backoff';
import { type Running } from './running';

/** Time as a supervisor needs it, in milliseconds. */
export interface Timers {
  /** Since any fixed moment. */
  now(): number;
  /** Resolves after `ms`; rejects when the signal aborts first. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

const systemTimers: Timers = {
  now: () => performance.now(),
  pause: (ms, signal) => delay(ms, undefined, { signal }),
};

/** Keeps one process running: when it ends by itself it is started again, after a pause that grows. */
export class SupervisedProcess {
  readonly #ending = new AbortController();
  #current: Running | undefined;
  #watching: Promise<void> = Promise.resolve();

  /**
   * @param name Names it in reports.
   * @param launch Starts the process, each time anew.
   * @param report Receives what is to be told: that it stopped, that it serves again.
   */
  constructor(
    private readonly name: string,
    private readonly launch: () => Running,
    private readonly report: (line: string) => void,
    private readonly timers: Timers = systemTimers,
  ) {}

  /**
   * Starts it and waits until it serves. From then on it is watched.
   * @throws StackError when the first start fails.
   */
  async start(): Promise<void> {
    const running = (this.#current = this.launch());
    try {
      await running.ready;
    } catch (error) {
      running.kill();
      throw error;
    }
    this.#watching = this.#watch(running);
  }

  /** Ends it in order and for good. */
  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#current?.stop();
    await this.#watching;
  }

  /** Ends it at once and for good. */
  kill(): void {
    this.#ending.abort();
    this.#current?.kill();
  }

  async #watch(first: Running): Promise<void> {
    let running = first;
    let pauseMs = 0;
    let servingSince: number | null = this.timers.now();
    for (;;) {
      const how = await running.exited;
      if (this.#ending.signal.aborted) return;
      pauseMs = nextPause(pauseMs, servingSince === null ? 0 : this.timers.now() - servingSince);
      this.report(`${this.name} stopped (${how}); starting it again in ${pauseMs / 1000} s`);
      await this.timers.pause(pauseMs, this.#ending.signal).catch(() => undefined);
      if (this.#ending.signal.aborted) return;
      running = this.#current = this.launch();
      servingSince = (await this.#becomesReady(running)) ? this.timers.now() : null;
    }
  }

  async #becomesReady(running: Running): Promise<boolean> {
    try {
      await running.ready;
      this.report(`${this.name} is ready again`);
      return true;
    } catch {
      running.kill();
      return false;
    }
  }
}
