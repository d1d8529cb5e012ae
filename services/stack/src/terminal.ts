import { type WriteStream } from 'node:tty';

import { StackError } from './stack-error';

const clearLine = '\r\x1b[K';
const redrawMs = 1_000;

/** What the person at the terminal sees: lines, and at the bottom the step that is under way. */
export class Terminal {
  #live: (() => string) | undefined;

  constructor(
    private readonly out: Pick<WriteStream, 'write' | 'isTTY'>,
    private readonly err: Pick<WriteStream, 'write'>,
  ) {}

  /** Writes one line above the step under way. */
  line(text: string): void {
    this.out.write(this.#live && this.out.isTTY ? `${clearLine}${text}\n${this.#live()}` : `${text}\n`);
  }

  /**
   * Shows `title` with the seconds it takes, and a mark when it is done.
   * @param progress Asked for what else is to be seen behind the seconds.
   */
  async step<T>(title: string, work: () => Promise<T>, progress = () => ''): Promise<T> {
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1000;
    const live = () => `  ${title} ... ${seconds().toFixed(0)} s${progress()}`;
    const stopShowing = this.#show(live, `  ${title} ...`);
    try {
      const result = await work();
      stopShowing(`✓ ${title}, ${seconds().toFixed(1)} s`);
      return result;
    } catch (error) {
      stopShowing(`✗ ${title}`);
      throw error;
    }
  }

  /** A line for those who do not see {@link step}'s progress: where the output is no terminal. */
  plainLine(text: string): void {
    if (!this.out.isTTY) this.line(text);
  }

  /** Says why it cannot go on: one sentence for what the person can mend, everything for a fault of ours. */
  fail(error: unknown): void {
    const explains = error instanceof StackError || isSystemError(error);
    this.err.write(
      explains ? `\n${error.message}\n` : `\n${error instanceof Error ? error.stack : String(error)}\n`,
    );
  }

  #show(live: () => string, plain: string): (last: string) => void {
    if (!this.out.isTTY) {
      this.line(plain);
      return (last) => this.line(last);
    }
    this.#live = live;
    this.out.write(live());
    const redraw = setInterval(() => this.out.write(clearLine + live()), redrawMs);
    return (last) => {
      clearInterval(redraw);
      this.#live = undefined;
      this.out.write(`${clearLine}${last}\n`);
    };
  }
}

/** A file that cannot be read or written: Node's message names the reason and the path. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && 'path' in error;
}
