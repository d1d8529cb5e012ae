import type { Logger } from '../logger';
import type { StampBook } from './stamp-book';

/** Longest a writer waits for the book, in milliseconds. From then on nobody does, until it answers again. */
const patienceMs = 50;
const firstPingMs = 100;
const longestPauseMs = 1_000;

/** Raises stamps for writers, who never wait long and never fail because of it. */
export class Stamps {
  readonly #book: StampBook;
  readonly #logger: Logger;
  readonly #pending = new Set<Promise<unknown>>();
  #onBack: () => void = () => undefined;
  #away: { missed: number; pauseMs: number } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(book: StampBook, logger: Logger) {
    this.#book = book;
    this.#logger = logger;
    book.onLost(() => this.#lose());
    book.onConnected(() => void this.#ask());
  }

  get isAway(): boolean {
    return this.#away !== undefined;
  }

  /** Told when the book is there again: what could not be raised can be now. */
  onBack(listener: () => void): void {
    this.#onBack = listener;
  }

  /** False when the tags are not known to be raised: the book is away, or did not answer in time. */
  async raise(tags: readonly string[]): Promise<boolean> {
    if (!this.#away) {
      const raised = within(patienceMs, this.#book.raise(tags));
      this.#pending.add(raised);
      const isRaised = await raised;
      this.#pending.delete(raised);
      if (isRaised) return true;
      this.#lose();
    }
    if (this.#away) this.#away.missed += 1;
    return false;
  }

  /** Waits for what is being raised. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    await Promise.all(this.#pending);
    this.#book.close();
  }

  #lose(): void {
    if (this.#away || this.#closed) return;
    this.#away = { missed: 0, pauseMs: firstPingMs };
    this.#logger.warn('Redis is away; what caches hold may be as old as its lifetime until it is back');
    this.#askLater();
  }

  #askLater(): void {
    if (!this.#away || this.#closed) return;
    const { pauseMs } = this.#away;
    this.#away.pauseMs = Math.min(2 * pauseMs, longestPauseMs);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), pauseMs);
    this.#timer.unref();
  }

  async #ask(): Promise<void> {
    if (!this.#away || this.#closed) return;
    const answers = await within(longestPauseMs, this.#book.ping());
    const away = this.#away as { missed: number } | undefined;
    if (!away || this.#closed) return;
    if (!answers) return this.#askLater();
    this.#away = undefined;
    this.#logger.info({ missed: away.missed }, 'Redis is back; raising what was missed');
    this.#onBack();
  }
}

/** Whether `work` succeeds in time; whatever it says later is heard by nobody. */
async function within(milliseconds: number, work: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    // A process that was late itself reads first what has come meanwhile.
    timer = setTimeout(() => setImmediate(() => resolve(false)), milliseconds);
  });
  const done = work.then(
    () => true,
    () => false,
  );
  return Promise.race([done, late]).finally(() => clearTimeout(timer));
}
