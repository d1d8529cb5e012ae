import { type DataObject } from './data';

/**
 * The data of an answer before it is written. Promises that were settled with it outlive the answer, so what is in it
 * should go when it is asked for.
 */
export interface AnswerData {
  /** JSON of the data as a byte string: each character is one byte of its UTF-8 (latin1). To be called once. */
  text(): string;
  /** The data itself, where it is there without reading `text()`. To be called once, instead of it. */
  object?(): DataObject;
}

/** Data that is there as an object. */
export function dataOf(object: DataObject): AnswerData {
  return { text: () => byteString(JSON.stringify(object)), object: () => object };
}

/** Text with each byte of its UTF-8 as one character, as `latin1` in Node.js writes it. ASCII stays as it is. */
export function byteString(text: string): string {
  return Buffer.byteLength(text) === text.length ? text : Buffer.from(text).toString('latin1');
}
