import { isDeepStrictEqual } from 'node:util';

/** Knows the right answer to one operation. Only answers that it has not seen byte by byte are parsed. */
export class RightAnswers {
  #data: unknown;
  readonly #seen: Buffer[] = [];

  /** @param data of the right answer; undefined to learn it from the first one */
  constructor(data: unknown) {
    this.#data = data;
  }

  isRight(status: number, answer: Buffer): boolean {
    if (status !== 200) return false;
    if (this.#seen.some((right) => right.equals(answer))) return true;
    const { data, errors } = parse(answer.toString());
    if (data == null || errors !== undefined) return false;
    this.#data ??= data;
    if (!isDeepStrictEqual(data, this.#data)) return false;
    if (this.#seen.length < 4) this.#seen.push(answer);
    return true;
  }
}

function parse(text: string): { readonly data?: unknown; readonly errors?: unknown } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}
