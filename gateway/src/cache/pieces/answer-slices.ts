import { isUtf8 } from 'node:buffer';
import { JsonScanner, notJson } from './json-scanner';

/** A GraphQL answer as parts of its bytes. Of what it says twice the last counts. */
export interface AnswerSlices {
  readonly data?: Buffer;
  /** Of `data`, where it is an object. */
  readonly fields?: ReadonlyMap<string, FieldSlice>;
  readonly errors?: Buffer;
  readonly extensions?: Buffer;
  /** Whether the answer or its data has a key twice. */
  readonly hasRepeats: boolean;
}

export interface FieldSlice {
  readonly text: Buffer;
  /** Where it is a list, and items are asked for. */
  readonly items: readonly Buffer[] | undefined;
}

/** @returns `undefined` when the body is not a JSON object in UTF-8. */
export function answerSlices(body: Buffer, withItems: boolean): AnswerSlices | undefined {
  if (!isUtf8(body)) return undefined;
  const scanner = new JsonScanner(body);
  const parts = new Map<string, Buffer>();
  const seen = new Set<string>();
  let fields: Map<string, FieldSlice> | undefined;
  let hasRepeats = false;
  const read = (key: string) => {
    if (seen.has(key)) hasRepeats = true;
    seen.add(key);
    if (key !== 'data') return void parts.set(key, scanner.slice());
    fields = undefined;
    const text = scanner.slice(() => {
      if (!scanner.isObject()) return scanner.value();
      const found = new Map<string, FieldSlice>();
      scanner.object((name) => {
        if (found.has(name)) hasRepeats = true;
        found.set(name, fieldSlice(scanner, withItems));
      });
      fields = found;
    });
    parts.set(key, text);
  };
  try {
    scanner.object(read);
    scanner.end();
  } catch (error) {
    if (error !== notJson) throw error;
    return undefined;
  }
  const [data, errors, extensions] = ['data', 'errors', 'extensions'].map((key) => parts.get(key));
  return {
    ...(data && { data }),
    ...(fields && { fields }),
    ...(errors && { errors }),
    ...(extensions && { extensions }),
    hasRepeats,
  };
}

function fieldSlice(scanner: JsonScanner, withItems: boolean): FieldSlice {
  if (!withItems || !scanner.isList()) return { text: scanner.slice(), items: undefined };
  const items: Buffer[] = [];
  const text = scanner.slice(() => scanner.list(() => void items.push(scanner.slice())));
  return { text, items };
}

/** The fields of an answer that reports no error; `undefined` for any other. */
export function faultlessFields(slices: AnswerSlices): ReadonlyMap<string, FieldSlice> | undefined {
  const { errors, fields, hasRepeats } = slices;
  if (hasRepeats) return undefined;
  return !errors || /^(?:null|\[\s*\])$/.test(errors.toString('latin1', 0, 100)) ? fields : undefined;
}
