import { inspect } from 'node:util';
import { type AnswerData, dataOf } from '../execution/answer-data';
import { type DataObject } from '../execution/data';

/** Stands before an unread object, for `console.log`, which looks past a Proxy. */
const unread = Object.assign(Object.create(null) as DataObject, {
  [inspect.custom](this: DataObject) {
    return { ...this };
  },
});

const broken: AnswerData = {
  text: () => {
    throw new Error('The data of the answer could not be made.');
  },
};

/** The data of an answer as an object that is only made when somebody looks inside. */
export class LazyData {
  /** Behaves as the data itself. */
  readonly object: DataObject;
  readonly #target = Object.create(unread) as DataObject;
  #unread: AnswerData | undefined;
  #isSent = false;

  constructor(data: AnswerData) {
    this.#unread = data;
    // Whatever is done to a Proxy asks its handler for a trap first; there is none, so the target does it.
    const traps = new Proxy({}, { get: () => this.#read() });
    this.object = new Proxy(this.#target, traps);
  }

  /** Whether nobody has looked inside. */
  get isUnread(): boolean {
    return this.#unread !== undefined;
  }

  /** JSON of the data as a byte string. To be called once. */
  text(): string {
    const data = this.#unread ?? dataOf(this.#target);
    this.#unread = undefined;
    return data.text();
  }

  /** Lets go of the data. To look inside is an error from now on. */
  release(): void {
    this.#unread = undefined;
    this.#isSent = true;
    for (const key of Reflect.ownKeys(this.#target)) Reflect.deleteProperty(this.#target, key);
  }

  #read(): undefined {
    if (this.#isSent)
      throw new Error('The answer was sent already; read data before, in willSendResponse at the latest.');
    const data = this.#unread;
    if (!data) return;
    // It is not asked twice; and if it fails, whoever hid the error must not make it an empty answer.
    this.#unread = broken;
    const object = data.object?.() ?? parse(data.text());
    this.#unread = undefined;
    // As graphql-js makes objects: without a prototype `__proto__` is a key like any other.
    Object.assign(Object.setPrototypeOf(this.#target, null) as DataObject, object);
  }
}

function parse(bytes: string): DataObject {
  return JSON.parse(Buffer.from(bytes, 'latin1').toString()) as DataObject;
}
