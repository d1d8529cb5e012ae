import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { concatAST, getOperationAST, parse, separateOperations } from 'graphql';
import { costSchema } from '../../config/cost.schema';
import { resolved } from '../../execution/pricing';
import { compose } from '../../http/fixtures/subgraph';
import { loadSupergraph } from '../../plan/supergraph/supergraph';
import { CostRates } from './cost-rates';
import { staticCost } from './static-cost';

const link = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", ${imports}])`;

const types = `
  type Query {
    thing: Thing
    things: [Thing]
    sliced(first: Int = 3, last: Int): [Thing] @listSize(slicingArguments: ["first", "last"])
    assumed(first: Int): [Thing] @listSize(slicingArguments: ["first"], assumedSize: 7)
    strict(first: Int, last: Int): [Thing] @listSize(slicingArguments: ["first", "last"])
    either(first: Int, last: Int): [Thing]
      @listSize(slicingArguments: ["first", "last"], assumedSize: 7, requireOneSlicingArgument: false)
    page(first: Int = 20): Page @listSize(slicingArguments: ["first"], sizedFields: ["nodes", "names"])
    rows: [[Thing]]
    dear(filter: Filter, word: String @cost(weight: 3), colors: [Color]): Thing @cost(weight: 5)
    cheaper(less: Int @cost(weight: -9)): Thing
    any: Any
  }
  type Mutation { change: Thing  pay: Thing @cost(weight: 25) }
  type Thing { id: ID  things(first: Int = 1): [Thing] @listSize(slicingArguments: ["first"])  color: Color }
  type Page { nodes: [Thing] names: [String] total: Int @cost(weight: 5) others: [Thing] }
  type Heavy @cost(weight: 50) { id: ID }
  union Any = Thing | Heavy
  input Filter { text: String @cost(weight: 4) inner: [Filter] color: Color }
  enum Color @cost(weight: 2) { RED }
`;

function costing(sdl: string) {
  const supergraph = loadSupergraph(compose([{ name: 'one', url: 'http://127.0.0.1:1', typeDefs: sdl }]));
  const rates = new CostRates(supergraph.schema);
  return (query: string, variables: Record<string, unknown> = {}, listSize = 10): number => {
    const document = parse(query);
    const operation = getOperationAST(document)!;
    const price = staticCost({ document, operation }, variables, supergraph.apiSchema, rates, listSize);
    return resolved(price, variables);
  };
}

const cost = costing(`${link('"@cost", "@listSize"')} ${types}`);

it.each([
  ['an object', '{ thing { id } }', 1],
  ['a leaf', '{ thing { id } __typename }', 1],
  ['introspection', '{ __schema { types { name } } }', 0],
  ['a list of which nobody tells', '{ things { id } }', 10],
  ['lists in a list', '{ rows { id } }', 100],
  ['a default of the schema', '{ sliced { id } }', 3],
  ['an argument', '{ sliced(last: 8) { id } }', 8],
  ['an argument beside null', '{ sliced(first: null, last: 8) { id } }', 8],
  ['no argument', '{ assumed { id } }', 7],
  ['null', '{ assumed(first: null) { id } }', 7],
  ['a negative size, of which nobody knows what it means', '{ assumed(first: -5) { id } }', 7],
  ['the longer of two', '{ either(first: 2, last: 9) { id } }', 9],
  [
    'lists inside a sized object',
    '{ page(first: 4) { nodes { id } names others { id } total } }',
    1 + 4 + 10 + 5,
  ],
  ['lists inside each other', '{ sliced(first: 5) { things(first: 6) { things { id } } } }', 5 + 5 * 6 * 2],
  ['a weighted field and arguments', '{ dear(word: "a") { id } }', 5 + 3 + 1],
  [
    'weights in arguments',
    '{ dear(filter: { text: "a", inner: [{ text: "b", color: RED }, {}] }) { id } }',
    5 + 8 + 2 + 1,
  ],
  ['enums', '{ dear(colors: [RED, RED]) { color } }', 5 + 4 + 1 + 2],
  ['the dearest type of a union', '{ any { ... on Thing { color } } }', 50],
  ['what makes it cheaper, but never negative', '{ cheaper(less: 1) { id } }', 1],
  ['one field asked twice', '{ thing { id } ...F } fragment F on Query { thing { color } }', 3],
  ['a mutation', 'mutation { change { id } }', 11],
  ['a weighted mutation', 'mutation { pay { id } a: change { id } }', 26 + 11],
  ['a skipped field', '{ thing { id } things @skip(if: true) { id } }', 1],
])('counts %s', (_, query, points) => {
  expect(cost(query)).toBe(points);
});

it.each<[string, string, Record<string, unknown>, number]>([
  ['variables', 'query ($n: Int) { assumed(first: $n) { id } }', { n: 4 }, 4],
  ['a variable that is not given', 'query ($n: Int) { assumed(first: $n) { id } }', {}, 7],
  ['a variable that is null', 'query ($n: Int) { assumed(first: $n) { id } }', { n: null }, 7],
  ['defaults of variables', 'query ($n: Int = 6) { assumed(first: $n) { id } }', {}, 6],
  ['names that objects have', 'query ($constructor: Int) { assumed(first: $constructor) { id } }', {}, 7],
  ['decisions', 'query ($no: Boolean!) { thing { id } things @include(if: $no) { id } }', { no: false }, 1],
  [
    'weights in variables',
    'query ($f: Filter) { dear(filter: $f) { id } }',
    { f: { inner: { text: 'a' } } },
    10,
  ],
])('counts %s', (_, query, variables, points) => {
  expect(cost(query, variables)).toBe(points);
});

it.each([
  ['none', '{ strict { id } }'],
  ['two', '{ strict(first: 1, last: 1) { id } }'],
  ['null alone', '{ strict(first: null) { id } }'],
])('refuses %s where one slicing argument is needed', (_, query) => {
  expect(() => cost(query)).toThrow('Give "strict" exactly one of the arguments: first, last.');
});

it('finds the directives by whatever names they are imported', () => {
  const renamed = types.replaceAll('@cost', '@weight').replaceAll('@listSize', '@size');
  const imports = '{ name: "@cost", as: "@weight" }, { name: "@listSize", as: "@size" }';
  const query = '{ page(first: 4) { nodes { id } total } dear(word: "a") { id } }';
  expect(costing(`${link(imports)} ${renamed}`)(query)).toBe(cost(query));
});

it('counts lists inside each other for ever without leaving the numbers', () => {
  const deep = '{ things { ' + 'things(first: 2000000000) { '.repeat(40) + 'id' + '}'.repeat(42);
  expect(cost(deep)).toBe(Number.MAX_SAFE_INTEGER);
});

it('a longer list never costs less, and nothing costs less than nothing', () => {
  const query =
    'query ($a: Int, $b: Int, $c: Int) { assumed(first: $a) { things(first: $b) { things(first: $c) { color } } } }';
  const size = fc.integer({ min: 0, max: 2_147_483_647 });
  fc.assert(
    fc.property(size, size, size, size, (a, b, c, more) => {
      const usual = cost(query, { a, b, c });
      expect(usual).toBeGreaterThanOrEqual(0);
      expect(usual).toBe(Math.min(a * (1 + b * (1 + c * 3)), Number.MAX_SAFE_INTEGER));
      for (const longer of [{ a: a + more }, { b: b + more }, { c: c + more }]) {
        expect(cost(query, { a, b, c, ...longer })).toBeGreaterThanOrEqual(usual);
      }
    }),
  );
});

it('every operation of the typed client costs far less than any may', () => {
  const schema = join(__dirname, '../../../../schema');
  const { apiSchema, schema: own } = loadSupergraph(readFileSync(join(schema, 'supergraph.graphql'), 'utf8'));
  const folder = join(schema, 'client/operations');
  const documents = readdirSync(folder).map((file) => parse(readFileSync(join(folder, file), 'utf8')));
  const rates = new CostRates(own);
  const costs = Object.values(separateOperations(concatAST(documents))).map((document) =>
    resolved(staticCost({ document, operation: getOperationAST(document)! }, {}, apiSchema, rates, 10), {}),
  );
  expect(costs.length).toBeGreaterThan(8);
  expect(Math.max(...costs)).toBeLessThan(costSchema.parse({}).maximum / 1_000);
});
