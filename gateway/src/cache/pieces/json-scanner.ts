/** What is thrown where bytes are no JSON, or deeper than answers may be. One object: a stack would cost more. */
export const notJson = new Error('The bytes are no JSON.');

/** Levels of objects and lists in each other, as in `upstream/read-response.ts`. */
const maxDepth = 200;

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openList = 0x5b;
const backslash = 0x5c;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;
const number = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const words = ['null', 'true', 'false'].map((word) => Buffer.from(word));
const simpleEscapes = new Set(Buffer.from('"\\/bfnrt'));
const hexDigits = new Set(Buffer.from('0123456789abcdefABCDEF'));
const numberBytes = new Set(Buffer.from('0123456789+-.eE'));

/** Walks over JSON (RFC 8259) once, and says where its parts begin and end. Its bytes must be UTF-8. */
export class JsonScanner {
  #at = 0;
  #depth = 0;
  readonly #pass = () => this.value();

  constructor(private readonly bytes: Buffer) {}

  /** Walks over an object. @param onValue has to walk over the value. */
  object(onValue: (key: string) => void): void {
    this.#open(openObject);
    if (this.#comes(closeObject)) return this.#close();
    do {
      const key = this.#key();
      if (!this.#comes(colon)) throw notJson;
      onValue(key);
    } while (this.#comes(comma));
    if (!this.#comes(closeObject)) throw notJson;
    this.#close();
  }

  /** Walks over a list. @param onItem has to walk over the item. */
  list(onItem: () => void): void {
    this.#open(openList);
    if (this.#comes(closeList)) return this.#close();
    do onItem();
    while (this.#comes(comma));
    if (!this.#comes(closeList)) throw notJson;
    this.#close();
  }

  /** Walks over any value; its bytes, without a copy. */
  slice(walk: () => void = this.#pass): Buffer {
    this.#space();
    const start = this.#at;
    walk();
    return this.bytes.subarray(start, this.#at);
  }

  isObject(): boolean {
    this.#space();
    return this.bytes[this.#at] === openObject;
  }

  isList(): boolean {
    this.#space();
    return this.bytes[this.#at] === openList;
  }

  value(): void {
    this.#space();
    const first = this.bytes[this.#at];
    if (first === quote) this.#string();
    else if (first === openObject) this.object(this.#pass);
    else if (first === openList) this.list(this.#pass);
    else if (!this.#word()) this.#number();
  }

  end(): void {
    this.#space();
    if (this.#at < this.bytes.length) throw notJson;
  }

  #key(): string {
    this.#space();
    const start = this.#at;
    const isPlain = this.#string();
    if (isPlain) return this.bytes.toString('utf8', start + 1, this.#at - 1);
    return JSON.parse(this.bytes.toString('utf8', start, this.#at)) as string;
  }

  /** @returns whether nothing in it is escaped */
  #string(): boolean {
    const { bytes } = this;
    if (bytes[this.#at] !== quote) throw notJson;
    let isPlain = true;
    let at = this.#at + 1;
    for (let byte = bytes[at]; byte !== quote; byte = bytes[at]) {
      if (byte === undefined || byte < 0x20) throw notJson;
      if (byte === backslash) {
        isPlain = false;
        at = this.#afterEscape(at);
      } else {
        at += 1;
      }
    }
    this.#at = at + 1;
    return isPlain;
  }

  #afterEscape(at: number): number {
    const kind = this.bytes[at + 1] ?? 0;
    if (simpleEscapes.has(kind)) return at + 2;
    if (kind !== 0x75) throw notJson;
    for (let digit = at + 2; digit < at + 6; digit += 1) {
      if (!hexDigits.has(this.bytes[digit] ?? 0)) throw notJson;
    }
    return at + 6;
  }

  #word(): boolean {
    const word = words.find((each) => each[0] === this.bytes[this.#at]);
    if (!word) return false;
    for (const byte of word) {
      if (this.bytes[this.#at] !== byte) throw notJson;
      this.#at += 1;
    }
    return true;
  }

  #number(): void {
    const start = this.#at;
    let at = start;
    while (numberBytes.has(this.bytes[at] ?? 0)) at += 1;
    if (!number.test(this.bytes.toString('latin1', start, at))) throw notJson;
    this.#at = at;
  }

  #open(byte: number): void {
    if (!this.#comes(byte) || this.#depth === maxDepth) throw notJson;
    this.#depth += 1;
  }

  #close(): void {
    this.#depth -= 1;
  }

  #comes(byte: number): boolean {
    this.#space();
    if (this.bytes[this.#at] !== byte) return false;
    this.#at += 1;
    return true;
  }

  #space(): void {
    const { bytes } = this;
    for (let byte = bytes[this.#at]; byte !== undefined && byte <= 0x20; byte = bytes[this.#at]) {
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) throw notJson;
      this.#at += 1;
    }
  }
}
