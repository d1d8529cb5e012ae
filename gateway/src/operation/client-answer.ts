import { type FormattedExecutionResult } from 'graphql';
import { type AnswerData, byteString } from '../execution/answer-data';
import { type DataObject } from '../execution/data';
import { LazyData } from './lazy-data';

/** Stands for an answer whose text is written at the end. No JSON, so that it is taken for no other text. */
const carried = '(carried)';

/** Which answer an object stands for. */
const answers = new WeakMap<object, ClientAnswer>();

/**
 * The answer to one call, travelling beside Apollo Server, whose promises outlive the wait for subgraphs: what they
 * settle with is held until the next full garbage collection, so it must be small. Whoever sends the answer takes its
 * text here and releases it.
 */
export class ClientAnswer {
  #data: LazyData | undefined;
  #before = '';
  #after = '';

  /**
   * Keeps the data of an executed operation.
   * @returns what Apollo Server and plugins get in its place. It behaves as the data itself until the answer is sent.
   */
  carry(data: AnswerData): DataObject {
    this.#data = new LazyData(data);
    answers.set(this.#data.object, this);
    return this.#data.object;
  }

  /**
   * The body to send, as a byte string.
   * @param printed what Apollo Server was told by {@link printResult}.
   * @returns `undefined` when that is the text itself.
   */
  takeText(printed: string): string | undefined {
    if (printed !== carried) return undefined;
    if (!this.#data) throw new Error('The answer was released before it was sent.');
    return this.#before + this.#data.text() + this.#after;
  }

  /** Nothing of the answer can be reached from here any more. */
  release(): void {
    this.#data?.release();
    this.#data = undefined;
    this.#before = this.#after = '';
  }

  /** Prints what stands around the data; `undefined` when the data was looked at. */
  static print({ errors, data, extensions }: FormattedExecutionResult): string | undefined {
    const answer = data ? answers.get(data) : undefined;
    if (!answer || !answer.#data?.isUnread) return undefined;
    const [before, after] = [JSON.stringify({ errors }), JSON.stringify({ extensions })];
    answer.#before = byteString(`${before.slice(0, -1)}${before === '{}' ? '' : ','}"data":`);
    answer.#after = byteString(`${after === '{}' ? '' : ','}${after.slice(1)}\n`);
    return carried;
  }
}

/** Prints a result as Apollo Server does, but for data that nobody has looked at: that is left for the end. */
export function printResult(result: FormattedExecutionResult): string {
  return ClientAnswer.print(result) ?? JSON.stringify(result) + '\n';
}

/** Whether a printed result only stands for the text. */
export function isCarried(printed: string): boolean {
  return printed === carried;
}
