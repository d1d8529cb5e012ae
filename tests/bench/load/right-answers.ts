import { isDeepStrictEqual } from 'node:util';

/** Knows the right answer to one operation. Only answers that it has not seen byte by byte are parsed. */
export class RightAnswers {
  readonly #data: unknown;
  readonly #seen: Buffer[] = [];

  constructor(data: unknown) {
    this.#data = data;
  }

  /** @throws Error that shows a wrong answer */
  check(status: number, answer: Buffer): void {
    if (status === 200 && this.#seen.some((right) => right.equals(answer))) return;
    const text = answer.toString();
    const { data, errors } = parse(text);
    if (status !== 200 || errors !== undefined || !isDeepStrictEqual(data, this.#data)) {
      throw new Error(`Wrong answer (status ${status}): ${text.slice(0, 500)}`);
    }
    if (this.#seen.length < 4) this.#seen.push(answer);
  }
}

function parse(text: string): { readonly data?: unknown; readonly errors?: unknown } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
