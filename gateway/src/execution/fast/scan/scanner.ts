import { bytesOf } from '../bytes';
import { deviate } from '../deviation';
import { afterPlainWords } from './plain-words';

const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const plus = 0x2b;
const minus = 0x2d;
const point = 0x2e;
const zero = 0x30;
const nine = 0x39;
const colon = 0x3a;
const openList = 0x5b;
const backslash = 0x5c;
const closeList = 0x5d;
const letterE = 0x65;
const letterN = 0x6e;
const letterU = 0x75;
const openObject = 0x7b;
const closeObject = 0x7d;

const nullText = bytesOf('null');
const trueText = bytesOf('true');
const falseText = bytesOf('false');
const simpleEscapes = new Set(bytesOf('"\\/bfnrt'));
const whitespace = new Set(bytesOf(' \t\r\n'));
const hexDigits = new Set(bytesOf('0123456789abcdefABCDEF'));

/** Bytes of a string after which it is worth looking at four at a time. */
const longString = 12;

/** Levels of lists and objects in a value that is not looked into; deeper ones are looked at with more care. */
const maxDepth = 100;

/** Characters of a number without an exponent that is not too large for a double. */
const safeLength = 30;

/**
 * Passes over JSON (RFC 8259) that is written as foreseen: without whitespace, and valid to the byte, for it is handed
 * on unread. Whatever is not, deviates.
 */
export class Scanner {
  pos = 0;
  /** The memory that {@link bytes} are in, from its start. */
  readonly words: Int32Array;

  /** @param text the same bytes as characters of one byte each */
  constructor(
    readonly bytes: Uint8Array,
    readonly text: string,
  ) {
    this.words = new Int32Array(bytes.buffer, 0, bytes.buffer.byteLength >> 2);
  }

  expect(expected: Uint8Array): void {
    const { bytes } = this;
    let at = this.pos;
    for (const byte of expected) {
      if (bytes[at] !== byte) deviate();
      at += 1;
    }
    this.pos = at;
  }

  /** Whether these bytes come next. */
  comes(expected: Uint8Array): boolean {
    return expected.every((byte, index) => this.bytes[this.pos + index] === byte);
  }

  /** Passes whitespace up to the end. */
  passEnd(): void {
    while (this.pos < this.bytes.length) {
      if (!whitespace.has(this.bytes[this.pos]!)) deviate();
      this.pos += 1;
    }
  }

  /** Passes `null`, if that is what comes. */
  passesNull(): boolean {
    if (this.bytes[this.pos] !== letterN) return false;
    this.expect(nullText);
    return true;
  }

  openList(): void {
    this.#expectByte(openList);
  }

  /** Passes the end of a list, if that is what comes. */
  closesList(): boolean {
    return this.#passes(closeList);
  }

  /** Passes a comma, or the end of a list; whether there is another item. */
  hasNext(): boolean {
    if (this.#passes(comma)) return true;
    this.#expectByte(closeList);
    return false;
  }

  /** The first key of an object, with its quotes; its value comes next. */
  openObject(): string {
    this.#expectByte(openObject);
    return this.#passKey();
  }

  /** The next key of an object. */
  nextKey(): string {
    this.#expectByte(comma);
    return this.#passKey();
  }

  closeObject(): void {
    this.#expectByte(closeObject);
  }

  passString(): void {
    const { bytes, words } = this;
    this.#expectByte(quote);
    let at = this.pos;
    let longFrom = at + longString;
    for (;;) {
      const byte = bytes[at];
      if (byte === quote) break;
      if (byte === backslash) at = this.#afterEscape(at);
      else if (byte === undefined || byte < space) deviate();
      else at += 1;
      if (at >= longFrom) {
        at = afterPlainWords(words, bytes, at);
        longFrom = at + longString;
      }
    }
    this.pos = at + 1;
  }

  passBoolean(): void {
    this.expect(this.bytes[this.pos] === trueText[0] ? trueText : falseText);
  }

  /** An integer of 32 bits with its sign (GraphQL specification, 3.5.1). */
  passInt(): void {
    const start = this.pos;
    const isNegative = this.#passes(minus);
    const digits = this.#passDigits();
    if (digits > 10 || (digits === 10 && !isInt(Number(this.text.slice(start, this.pos))))) deviate();
    // Minus zero is printed as zero.
    if (isNegative && this.bytes[start + 1] === zero) deviate();
  }

  /** A number that a double can hold, with what it loses: JSON has no infinity. */
  passNumber(): void {
    const start = this.pos;
    const isNegative = this.#passes(minus);
    this.#passDigits();
    if (this.#passes(point)) this.#passFurtherDigits();
    const hasExponent = ((this.bytes[this.pos] ?? 0) | 0x20) === letterE;
    if (hasExponent) {
      this.pos += 1;
      if (!this.#passes(plus)) this.#passes(minus);
      this.#passFurtherDigits();
    }
    if (!isNegative && !hasExponent && this.pos - start <= safeLength) return;
    const value = Number(this.text.slice(start, this.pos));
    // Minus zero is printed as zero.
    if (!Number.isFinite(value) || Object.is(value, -0)) deviate();
  }

  /** Any value. */
  passValue(depth = 0): void {
    if (depth > maxDepth) deviate();
    const first = this.bytes[this.pos];
    if (first === quote) this.passString();
    else if (first === openObject) this.#passObject(depth);
    else if (first === openList) this.#passList(depth);
    else if (first === letterN) this.expect(nullText);
    else if (first === trueText[0] || first === falseText[0]) this.passBoolean();
    else this.passNumber();
  }

  #passKey(): string {
    const start = this.pos;
    this.passString();
    const key = this.text.slice(start, this.pos);
    this.#expectByte(colon);
    return key;
  }

  #passObject(depth: number): void {
    this.pos += 1;
    if (this.#passes(closeObject)) return;
    do {
      this.#passKey();
      this.passValue(depth + 1);
    } while (this.#passes(comma));
    this.closeObject();
  }

  #passList(depth: number): void {
    this.pos += 1;
    if (this.closesList()) return;
    do this.passValue(depth + 1);
    while (this.hasNext());
  }

  /** Passes at least one digit; no zero before others. */
  #passDigits(): number {
    const start = this.pos;
    const digits = this.#passFurtherDigits();
    if (digits > 1 && this.bytes[start] === zero) deviate();
    return digits;
  }

  /** Passes at least one digit. */
  #passFurtherDigits(): number {
    const start = this.pos;
    while (isDigit(this.bytes[this.pos])) this.pos += 1;
    return this.pos === start ? deviate() : this.pos - start;
  }

  #afterEscape(at: number): number {
    const kind = this.bytes[at + 1] ?? 0;
    if (kind !== letterU) return simpleEscapes.has(kind) ? at + 2 : deviate();
    for (let index = at + 2; index < at + 6; index += 1) {
      if (!hexDigits.has(this.bytes[index] ?? 0)) deviate();
    }
    return at + 6;
  }

  #passes(byte: number): boolean {
    if (this.bytes[this.pos] !== byte) return false;
    this.pos += 1;
    return true;
  }

  #expectByte(byte: number): void {
    if (!this.#passes(byte)) deviate();
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= nine;
}

function isInt(value: number): boolean {
  return value === (value | 0);
}
