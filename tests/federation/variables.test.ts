import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const echo = (_: unknown, args: unknown) => JSON.stringify(args);

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      type Query { user: User echo(in: In, list: [[Int]], flag: Boolean = true, text: String = "d"): String }
      input In { a: Int b: [In!] c: String = "c" d: Color e: ID }
      enum Color { RED BLUE }
      type User @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { user: () => ({ id: '1' }), echo } },
  },
  {
    name: 'b',
    typeDefs: `
      type User @key(fields: "id") { id: ID! echo(in: In, text: String = "d", n: Int): String }
      input In { a: Int b: [In!] c: String = "c" d: Color e: ID }
      enum Color { RED BLUE }`,
    resolvers: { User: { echo } },
  },
]);

const echoed = async (query: string, variables: Record<string, unknown> = {}) => {
  const asked = await ask(graph, query, { variables });
  expect(asked.errors).toEqual([]);
  return JSON.parse((asked.data as { echo: string }).echo) as unknown;
};
const defaults = { flag: true, text: 'd' };

test.each<[string, string, Record<string, unknown>, unknown]>([
  ['null', 'query Q($t: String) { echo(text: $t) }', { t: null }, { flag: true, text: null }],
  ['absence', 'query Q($t: String) { echo(text: $t) }', {}, defaults],
  ['a default', 'query Q($t: String = "q") { echo(text: $t) }', {}, { flag: true, text: 'q' }],
  [
    'null for a default',
    'query Q($t: String = "q") { echo(text: $t) }',
    { t: null },
    { flag: true, text: null },
  ],
  ['a default of null', 'query Q($t: String = null) { echo(text: $t) }', {}, { flag: true, text: null }],
  ['false', 'query Q($f: Boolean) { echo(flag: $f) }', { f: false }, { flag: false, text: 'd' }],
  ['an empty text', 'query Q($t: String) { echo(text: $t) }', { t: '' }, { flag: true, text: '' }],
  [
    'nested inputs',
    'query Q($in: In) { echo(in: $in) }',
    { in: { a: null, b: [{ c: 'x' }, { b: [] }], d: 'RED', e: 7 } },
    { ...defaults, in: { a: null, b: [{ c: 'x' }, { b: [], c: 'c' }], c: 'c', d: 'RED', e: '7' } },
  ],
  [
    'variables within literals',
    'query Q($n: Int, $c: String, $b: [In!], $d: Color = BLUE) { echo(in: { a: $n, c: $c, d: $d, b: [{ b: $b }] }) }',
    { n: null, b: [{ a: 1 }] },
    { ...defaults, in: { a: null, b: [{ b: [{ a: 1, c: 'c' }], c: 'c' }], c: 'c', d: 'BLUE' } },
  ],
  ['an item for a list', 'query Q($l: [[Int]]) { echo(list: $l) }', { l: 1 }, { ...defaults, list: [[1]] }],
  [
    'lists of lists',
    'query Q($l: [[Int]], $n: [Int]) { echo(list: $l) }',
    { l: [[1, null], null, []] },
    { ...defaults, list: [[1, null], null, []] },
  ],
  [
    'variables within lists',
    'query Q($l: [Int], $n: Int = 9, $z: Int) { echo(list: [$l, [$n, 2, $z], null]) }',
    { l: [1] },
    { ...defaults, list: [[1], [9, 2, null], null] },
  ],
])('%s reaches the subgraph as such', async (_, query, variables, expected) => {
  expect(await echoed(query, variables)).toEqual(expected);
});

test('in entity fetches too, and only where they are used', async () => {
  const query = `query Q($in: In = { a: 1 }, $t: String, $n: Int, $unused: Int) {
    echo(text: $t) user { a: echo(in: $in, n: $n) b: echo(text: $t, in: { b: [{ a: $n }] }) }
  }`;
  const asked = await ask(graph, query, { variables: { t: null, n: 2, unused: 3 } });
  expect(asked.plan).toMatchSnapshot();
  expect(asked.errors).toEqual([]);
  const read = JSON.parse(JSON.stringify(asked.data)) as { user: { a: string; b: string } };
  expect(JSON.parse(read.user.a)).toEqual({ in: { a: 1, c: 'c' }, text: 'd', n: 2 });
  expect(JSON.parse(read.user.b)).toEqual({ in: { b: [{ a: 2, c: 'c' }], c: 'c' }, text: null });
  expect(asked.requests.map(({ variables }) => Object.keys(variables).sort())).toEqual([
    ['t'],
    ['in', 'n', 'representations', 't'],
  ]);
});
