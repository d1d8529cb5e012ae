import fc from 'fast-check';
import { deviation } from '../deviation';
import { bytesOf } from '../bytes';
import { Scanner } from './scanner';

/** Passes something; where it ended, or `undefined` where it deviated. */
function endOf(bytes: Uint8Array, pass: (scanner: Scanner) => void): number | undefined {
  const scanner = new Scanner(bytes, Buffer.from(bytes).toString('latin1'));
  try {
    pass(scanner);
    return scanner.pos;
  } catch (error) {
    if (error === deviation) return undefined;
    throw error;
  }
}

/** Bytes within larger memory, behind some that are not theirs. */
function within(text: string, before: number, after: string): Uint8Array {
  const memory = Buffer.from('"'.repeat(before) + text + after);
  const copy = Uint8Array.from(memory);
  return copy.subarray(before, before + bytesOf(text).length);
}

const value = (scanner: Scanner) => scanner.passValue();
const around = [fc.nat(4), fc.constantFrom('', '"', ',"x":[1]}', 'aaaaaaaaaaaaaaaaaaaaaaaaaa"')] as const;

test('any value that is written compactly is passed to its end, wherever it lies in memory', () => {
  fc.assert(
    fc.property(fc.json(), ...around, (json, before, after) => {
      const text = JSON.stringify(JSON.parse(json));
      expect(endOf(within(text, before, after), value)).toBe(bytesOf(text).length);
    }),
  );
});

test('what is passed JSON.parse accepts, whatever became of it on the way', () => {
  const change = fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.nat(2),
    fc.constantFrom(...' {}[]:,"\\u0ntf-.e9\n\u001f'),
  );
  fc.assert(
    fc.property(
      fc.json(),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      ...around,
      (json, changes, before, after) => {
        let text = JSON.stringify(JSON.parse(json));
        for (const [where, remove, insert] of changes) {
          const at = Math.floor(where * text.length);
          text = text.slice(0, at) + insert + text.slice(at + remove);
        }
        const bytes = within(text, before, after);
        const end = endOf(bytes, value);
        if (end === undefined) return;
        expect(end).toBeLessThanOrEqual(bytes.length);
        expect(() => JSON.parse(Buffer.from(bytes.subarray(0, end)).toString()) as unknown).not.toThrow();
      },
    ),
    { numRuns: 2_000 },
  );
});

test.each([
  ['a quote', '"', (at: number) => at + 1],
  ['an escaped quote', '\\"', () => 'end'],
  ['a unicode escape', '\\ud83D', () => 'end'],
  ['a byte with its high bit', 'é', () => 'end'],
  ['the highest character that is one byte', '\u007f', () => 'end'],
  ['a space', ' ', () => 'end'],
  ['a control character', '\u001f', () => undefined],
  ['NUL', '\u0000', () => undefined],
  ['an escape that there is not', '\\x', () => undefined],
  ['half of a unicode escape', '\\u12g4', () => undefined],
] as const)('%s is seen at each place of a string of any length, at any alignment', (_, special, endAt) => {
  for (let before = 0; before < 4; before += 1) {
    for (let length = 0; length < 30; length += 1) {
      for (let at = 0; at <= length; at += 1) {
        const text = `"${'a'.repeat(at)}${special}${'a'.repeat(length - at)}"`;
        const end = endAt(at + 1);
        const expected = end === 'end' ? bytesOf(text).length : end;
        const seen = endOf(within(text, before, 'aaaa"'), (scanner) => scanner.passString());
        if (seen !== expected)
          throw new Error(`${text} behind ${before} bytes ends at ${expected}, not ${seen}.`);
      }
    }
  }
});

test('a string that the body does not end goes no further than the body', () => {
  for (let length = 0; length < 40; length += 1) {
    expect(
      endOf(within(`"${'a'.repeat(length)}`, 1, 'aaaaaaa"'), (scanner) => scanner.passString()),
    ).toBeUndefined();
  }
});

const ints = ['0', '7', '-7', '2147483647', '-2147483648', '1000000000'];
const notInts = ['2147483648', '-2147483649', '99999999999', '-0', '01', '-01', '', '-', '+1', 'x'];

test.each([...ints.map((text) => [text, true] as const), ...notInts.map((text) => [text, false] as const)])(
  'whether "%s" is an integer of 32 bits: %s',
  (text, isOne) => {
    expect(endOf(bytesOf(text), (scanner) => scanner.passInt())).toBe(isOne ? text.length : undefined);
  },
);

const numbers = ['0', '1.0', '-0.5', '1e2', '1E+2', '2.50e-3', '1e-400', '1e308', '9'.repeat(300), '0.10'];
const notNumbers = [
  '-0',
  '-0.0',
  '-0e5',
  '-1e-400',
  '1e400',
  '-1e400',
  '9'.repeat(400),
  '00',
  '-',
  '.5',
  '1.',
  '1.e5',
  '1e',
  '1e+',
  '+1',
];

test.each([
  ...numbers.map((text) => [text, true] as const),
  ...notNumbers.map((text) => [text, false] as const),
])('whether "%s" is a number that says the same when it is handed on: %s', (text, isOne) => {
  expect(endOf(bytesOf(text), (scanner) => scanner.passNumber())).toBe(isOne ? text.length : undefined);
});
