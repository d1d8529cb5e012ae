import { type StoreOptions } from './store-options';

/**
 * Whether Redis answers. A wait in vain ends for all who wait just then; from then on nobody waits until a probe was
 * answered in time. Nothing is asked before the first one.
 */
export class Availability {
  readonly #waiting = new Set<() => void>();
  #state: 'new' | 'here' | 'away' | 'closed' = 'new';
  #awaySince = 0;
  #isProbing = false;
  #cancelProbe = () => undefined as void;

  /**
   * @param probe asks Redis, and does what has to be done before anyone trusts it, after so many milliseconds without; is
   * `false` when it cannot be asked
   */
  constructor(
    private readonly options: StoreOptions,
    private readonly probe: (awayMs: number) => Promise<boolean>,
  ) {}

  get isAway(): boolean {
    return this.#state !== 'here';
  }

  /**
   * @returns `undefined` when Redis does not answer in time, or is away.
   * @throws the refusal of a Redis that is full
   */
  async ask<T>(send: () => Promise<T>): Promise<T | undefined> {
    if (this.isAway) return undefined;
    try {
      return await this.#inTime(send);
    } catch (error) {
      if (isRefusal(error)) throw error;
      this.leave();
      return undefined;
    }
  }

  /** Redis is away from now on. */
  leave(): void {
    if (this.#state === 'here' || this.#state === 'new') {
      this.#state = 'away';
      this.#awaySince = this.options.clock.now();
      this.options.watch?.onAway();
    }
    for (const stop of this.#waiting) stop();
    this.#probeLater();
  }

  /** Asks now whether Redis is here. */
  async tryNow(): Promise<void> {
    if (this.#isProbing || !this.isAway || this.#state === 'closed') return;
    this.#isProbing = true;
    this.#cancelProbe();
    const answered = await this.#inTime(() => this.probe(this.#awayMs())).catch(() => false);
    this.#isProbing = false;
    if (answered) this.#arrive();
    else this.leave();
  }

  close(): void {
    this.#state = 'closed';
    this.leave();
  }

  #arrive(): void {
    if (this.#state === 'closed') return;
    if (this.#state === 'away') this.options.watch?.onBack(this.#awayMs());
    this.#state = 'here';
  }

  #awayMs(): number {
    return this.#state === 'away' ? this.options.clock.now() - this.#awaySince : 0;
  }

  /** @returns `undefined` when the wait was in vain. */
  #inTime<T>(send: () => Promise<T>): Promise<T | undefined> {
    const { clock, patienceMs } = this.options;
    return new Promise((resolve, reject) => {
      const end = () => {
        cancel();
        this.#waiting.delete(stop);
      };
      const stop = () => {
        end();
        resolve(undefined);
      };
      const cancel = clock.after(patienceMs, () => {
        this.leave();
        // It may be this process that was late.
        void this.tryNow();
      });
      this.#waiting.add(stop);
      send().then(
        (answer) => {
          end();
          resolve(answer);
        },
        (error: unknown) => {
          end();
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as it came
          reject(error);
        },
      );
    });
  }

  #probeLater(): void {
    this.#cancelProbe();
    if (this.#state === 'closed') return;
    this.#cancelProbe = this.options.clock.after(this.options.probeEveryMs, () => void this.tryNow());
  }
}

/** A Redis that is full answers reads all the same. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && error.message.includes('OOM command not allowed');
}
