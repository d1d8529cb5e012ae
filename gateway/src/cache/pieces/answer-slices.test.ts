import fc from 'fast-check';
import { answerSlices } from './answer-slices';

/** JSON with whitespace and escapes, as others may write it. */
const written = fc
  .tuple(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(undefined, 1, '\t', '\r\n '), fc.boolean())
  .map(([value, space, isEscaped]) => {
    const text = JSON.stringify(value, null, space);
    return isEscaped ? text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${hex(unit)}`) : text;
  });

const key = fc.oneof(
  fc.constantFrom('a', '__proto__', 'constructor', 'é😀', '"', '\\u0061', '_entities', ''),
  fc.string(),
);

const members = fc.array(fc.tuple(key, written), { maxLength: 6 });

const envelope = fc
  .tuple(members, fc.option(written, { nil: undefined }), fc.option(written, { nil: undefined }))
  .map(([data, errors, extensions]) => {
    const fields = data.map(([name, value]) => `${JSON.stringify(name)} :${value}`).join(',\n');
    const others = [errors && `"errors": ${errors}`, extensions && `"\\u0065xtensions":${extensions}`];
    return ` {${[...others, `"data": {${fields}}`].filter(Boolean).join(' , ')}}\n`;
  });

test('the parts of any answer say what they say in the whole', () => {
  fc.assert(
    fc.property(envelope, fc.boolean(), (text, withItems) => {
      const whole = JSON.parse(text) as { data: object; errors?: unknown; extensions?: unknown };
      const slices = answerSlices(Buffer.from(text), withItems);
      expect(slices && parsed(slices.data)).toEqual(whole.data);
      expect(slices && parsed(slices.errors)).toEqual(whole.errors);
      expect(slices && parsed(slices.extensions)).toEqual(whole.extensions);
      expect([...(slices?.fields?.keys() ?? [])].sort()).toEqual(Object.keys(whole.data).sort());
      for (const [name, value] of Object.entries(whole.data) as [string, unknown][]) {
        const field = slices?.fields?.get(name);
        expect(parsed(field?.text)).toEqual(value);
        if (withItems && Array.isArray(value)) expect(field?.items?.map(parsed)).toEqual(value);
        else expect(field?.items).toBeUndefined();
      }
    }),
  );
});

test('bytes are taken apart exactly if JSON.parse reads them as an object', () => {
  const change = fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(2),
    fc.constantFrom(...' {}[]:,"\\u0ntf-.e9+\n\u001f', '\u00a0', '', '[[]]', '-01', '1.', '\\x', '\ufeff'),
  );
  let accepted = 0;
  let refused = 0;
  fc.assert(
    fc.property(envelope, fc.array(change, { maxLength: 3 }), (text, changes) => {
      let changed = text;
      for (const [where, remove, insert] of changes) {
        const at = Math.floor(where * changed.length);
        changed = changed.slice(0, at) + insert + changed.slice(at + remove);
      }
      // What is cut in half is replaced on the way to bytes.
      changed = Buffer.from(changed).toString();
      const isObject = isObjectText(changed);
      if (isObject) accepted += 1;
      else refused += 1;
      if ((answerSlices(Buffer.from(changed), true) !== undefined) !== isObject) throw new Error(changed);
    }),
    { numRuns: 3_000 },
  );
  expect(Math.min(accepted, refused)).toBeGreaterThan(300);
});

test.each([
  ['data', '{"data":{},"data":{"a":1}}'],
  ['data in other letters', '{"data":{},"d\\u0061ta":{"a":1}}'],
  ['a field', '{"data":{"a":2,"\\u0061":1}}'],
  ['errors', '{"errors":[{"message":"x"}],"errors":[],"data":{"a":1}}'],
])('an answer that says %s twice is known as such, and the last counts', (_, text) => {
  const slices = answerSlices(Buffer.from(text), false);
  expect(slices?.hasRepeats).toBe(true);
  expect(parsed(slices?.data)).toEqual((JSON.parse(text) as { data: unknown }).data);
  expect(parsed(slices?.fields?.get('a')?.text)).toBe(1);
});

test('an answer as deep as answers may be is taken apart, a deeper one is not', () => {
  const deep = (levels: number) => Buffer.from(`{"data":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`);
  expect(answerSlices(deep(198), true)).toBeDefined();
  expect(answerSlices(deep(199), true)).toBeUndefined();
  expect(answerSlices(deep(1_000_000), true)).toBeUndefined();
});

test('bytes that are no UTF-8 are not taken apart', () => {
  expect(answerSlices(Buffer.from('{"data":{"a":"\xff"}}', 'latin1'), true)).toBeUndefined();
});

test('parts are pieces of the same memory', () => {
  const body = Buffer.from('{"data":{"a":[{"b":1}]}}');
  expect(answerSlices(body, true)?.fields?.get('a')?.items?.[0]?.buffer).toBe(body.buffer);
});

function parsed(text: Buffer | undefined): unknown {
  return text && (JSON.parse(text.toString()) as unknown);
}

function isObjectText(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function hex(unit: string): string {
  return unit.charCodeAt(0).toString(16).padStart(4, '0');
}
