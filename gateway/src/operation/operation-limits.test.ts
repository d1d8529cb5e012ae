import { getIntrospectionQuery } from 'graphql';
import { OperationLimiter } from './operation-limits';

const limiter = new OperationLimiter({
  documentBytes: 10_000,
  tokens: 2_000,
  inputDepth: 5,
  depth: 15,
  aliases: 30,
  rootFields: 20,
  directives: 50,
  selections: 2_000,
  repeats: 100,
});

const nested = (depth: number) => '{ a '.repeat(depth) + '}'.repeat(depth);
const list = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const object = (depth: number) => '{a:'.repeat(depth) + '1' + '}'.repeat(depth);
const repeated = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => text(i)).join(' ');
const doubling = (levels: number) =>
  `{ ...F0 } ${repeated(levels, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F${levels} on Query { a }`;

it.each([
  ['depth at the limit', nested(15)],
  ['literals at the limit', `{ a(b: ${list(5)}, c: ${object(5)}) }`],
  ['the introspection query of graphql-js', getIntrospectionQuery()],
  ['the same field as often as the limit', `{ a { ${repeated(100, () => 'b')} } }`],
  [
    'the same field in different places more often',
    `{ ${repeated(20, (i) => `a${i} { ${repeated(10, () => 'b')} }`)} }`,
  ],
  ['a syntax error, which the parser reports', '{ a('],
  ['fragments in a circle, which validation reports', '{ ...F } fragment F on Query { a ...F }'],
])('lets pass: %s', (_, source) => {
  expect(() => limiter.check(source)).not.toThrow();
});

it.each([
  ['too long, though most of it is a comment', `{ a } #${'\u00e9'.repeat(5_000)}`, '10000 bytes of text'],
  ['too deep', nested(16), '15 fields inside each other'],
  ['deep by fragments', `{ ...F } fragment F on Q ${nested(16)}`, '15 fields inside each other'],
  ['a literal that is too deep', `{ a(b: ${list(6)}) }`, '5 lists and objects inside each other'],
  ['objects that are too deep', `{ a(b: ${object(6)}) }`, '5 lists and objects inside each other'],
  ['a default that is too deep', `query ($b: C = ${list(6)}) { a(b: $b) }`, '5 lists and objects'],
  ['a literal as deep as tokens allow', `{ a(b: ${list(990)}) }`, '5 lists and objects inside each other'],
  ['too many aliases', `{ ${repeated(31, (i) => `a${i}: __typename`)} }`, '30 aliases'],
  ['too many directives', `{ a ${repeated(51, () => '@skip(if: false)')} }`, '50 directives'],
  ['too many root fields', `{ ${repeated(21, (i) => `a${i}`)} }`, '20 root fields'],
  [
    'a field too often',
    `{ a { ${repeated(500, () => 'b')} } }`,
    '100 fields of one name in one selection set',
  ],
  [
    'an alias too often',
    `{ a { ${repeated(20, () => 'x: b')} ${repeated(81, () => 'x')} } }`,
    '100 fields of one',
  ],
  [
    'a field too often by fragments',
    `{ a { b ${repeated(50, () => '...F')} } } fragment F on T { b ... { b } }`,
    '100 fields of one name in one selection set',
  ],
  ['too many tokens', `{ a { ${repeated(2_000, () => 'b')} } }`, '2000 tokens'],
  ['fragments that double', doubling(30), '2000 fields and fragments'],
  [
    'a second operation that is too deep',
    `query A { a } query B ${nested(16)}`,
    '15 fields inside each other',
  ],
])('refuses: %s', (_, source, message) => {
  expect(() => limiter.check(source)).toThrow(message);
});

describe('variables', () => {
  const variable = (depth: number) => ({ flat: 1, deep: JSON.parse(list(depth)) as unknown, none: null });

  it.each([1, 5])('%d deep pass', (depth) => {
    expect(() => limiter.checkVariables(variable(depth))).not.toThrow();
  });

  it.each([6, 100_000])('%d deep are refused', (depth) => {
    expect(() => limiter.checkVariables(variable(depth))).toThrow('5 lists and objects inside each other');
  });

  it('are counted in objects too', () => {
    const deep = { a: { b: { c: { d: { e: 1 } } } } };
    expect(() => limiter.checkVariables({ deep })).not.toThrow();
    expect(() => limiter.checkVariables({ deep: { deep } })).toThrow('5 lists and objects');
  });
});

it.each([
  ['short', ''],
  ['long', ' '.repeat(5_000)],
])('takes no %s document for one that it has let pass', (_, space) => {
  for (let time = 0; time < 2; time++) {
    expect(() => limiter.check(space + nested(15))).not.toThrow();
    expect(() => limiter.check(space + nested(16))).toThrow('15 fields inside each other');
  }
});
