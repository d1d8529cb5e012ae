import { createLogger } from '../logger';
import type { StampBook } from './stamp-book';
import { Stamps } from './stamps';

/** A book that answers when it is told to. */
class BookDouble implements StampBook {
  readonly raised: string[][] = [];
  pings = 0;
  answers = true;
  fails = false;
  lose: () => void = () => undefined;

  raise(tags: readonly string[]): Promise<void> {
    if (this.fails) return Promise.reject(new Error('no connection'));
    if (!this.answers) return new Promise(() => undefined);
    this.raised.push([...tags]);
    return Promise.resolve();
  }

  ping(): Promise<void> {
    this.pings += 1;
    return this.answers && !this.fails ? Promise.resolve() : new Promise(() => undefined);
  }

  onLost(listener: () => void): void {
    this.lose = listener;
  }

  onConnected(): void {
    // It never is.
  }

  close(): void {
    // There is nothing to close.
  }
}

let book: BookDouble;
let stamps: Stamps;
let lines: { level: number; msg: string; missed?: number }[];
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate'] });
  lines = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as (typeof lines)[number]);
  book = new BookDouble();
  stamps = new Stamps(book, createLogger('test', 'info', { write }));
});
afterEach(async () => {
  await stamps.close();
  jest.useRealTimers();
});

test('tags are raised before a writer goes on', async () => {
  expect(await stamps.raise(['/a#1'])).toBe(true);
  expect(book.raised).toEqual([['/a#1']]);
});

test('a book that does not answer costs one writer 50 ms, and the next nothing', async () => {
  book.answers = false;
  let first: boolean | undefined;
  void stamps.raise(['/a#1']).then((isRaised) => (first = isRaised));
  await jest.advanceTimersByTimeAsync(49);
  expect(first).toBeUndefined();
  await jest.advanceTimersByTimeAsync(1);
  // What may have come meanwhile is read first.
  await new Promise((resolve) => setImmediate(resolve));
  expect(first).toBe(false);
  // No time passes now.
  expect(await stamps.raise(['/a#2'])).toBe(false);
});

test('a connection that is lost costs nobody anything', async () => {
  book.answers = false;
  book.lose();
  expect(await stamps.raise(['/a#1'])).toBe(false);
});

test('once the book answers again, what was missed can be raised, and the log has two lines about it', async () => {
  const back = jest.fn();
  stamps.onBack(back);
  book.answers = false;
  book.lose();
  await stamps.raise(['/a#1']);
  await stamps.raise(['/a#2']);
  await jest.advanceTimersByTimeAsync(5_000);
  expect(back).not.toHaveBeenCalled();
  expect(lines).toMatchObject([{ level: 40 }]);
  book.answers = true;
  await jest.advanceTimersByTimeAsync(2_000);
  expect(back).toHaveBeenCalledTimes(1);
  expect(lines).toMatchObject([{ level: 40 }, { level: 30, missed: 2 }]);
  expect(await stamps.raise(['/a#3'])).toBe(true);
});

test('nobody is asked in the background while the book answers, nor after the end', async () => {
  await jest.advanceTimersByTimeAsync(60_000);
  expect(book.pings).toBe(0);
  book.answers = false;
  book.lose();
  await stamps.close();
  await jest.advanceTimersByTimeAsync(60_000);
  expect(book.pings).toBe(0);
});
