import { ask, pathsAndCodes } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

let stock = 0;
beforeEach(() => (stock = 0));

const graph = fixtureGraph([
  {
    name: 'shop',
    typeDefs: `
      type Query { product: Product }
      type Mutation { add(n: Int!): Product fail: Product required: Product! }
      type Product @key(fields: "id") { id: ID! name: String }`,
    resolvers: {
      Mutation: {
        add: (_: unknown, { n }: { n: number }) => ({ id: 'p1', name: `after ${(stock += n)}` }),
        fail: () => {
          throw new Error('secret detail');
        },
        required: () => null,
      },
    },
  },
  {
    name: 'stock',
    typeDefs: `
      type Mutation { reset: Int }
      type Product @key(fields: "id") { id: ID! left: Int }`,
    resolvers: { Mutation: { reset: () => (stock = 0) }, Product: { left: () => stock } },
  },
]);

test('a root field is done, entities included, before the next begins', async () => {
  const query = `mutation { a: add(n: 1) { left } ...More reset last: add(n: 5) { left name } }
    fragment More on Mutation { b: add(n: 2) { left } }`;
  const asked = await ask(graph, query);
  expect(asked.plan).toMatchSnapshot();
  expect(asked.errors).toEqual([]);
  expect(JSON.stringify(asked.data)).toBe(
    JSON.stringify({ a: { left: 1 }, b: { left: 3 }, reset: 0, last: { left: 5, name: 'after 5' } }),
  );
});

test('fields of one subgraph that need no other are one request', async () => {
  const asked = await ask(graph, 'mutation { a: add(n: 1) { name } b: add(n: 1) { name } }');
  expect(asked.data).toEqual({ a: { name: 'after 1' }, b: { name: 'after 2' } });
  expect(asked.requests).toHaveLength(1);
});

test('a field that fails does not keep the next from being done', async () => {
  const asked = await ask(graph, 'mutation { fail { left } add(n: 4) { left } __typename }');
  expect(asked.data).toEqual({ fail: null, add: { left: 4 }, __typename: 'Mutation' });
  expect(pathsAndCodes(asked)).toEqual(['fail INTERNAL_SERVER_ERROR']);
  expect(JSON.stringify(asked.errors)).not.toContain('secret detail');
});

test('conditions of fragments at the root hold', async () => {
  const query = 'mutation Q($on: Boolean!) { reset ... @include(if: $on) { add(n: 1) { left } } }';
  const without = await ask(graph, query, { variables: { on: false } });
  expect(without).toMatchObject({ data: { reset: 0 }, errors: [] });
  expect(stock).toBe(0);
  const included = await ask(graph, query, { variables: { on: true } });
  expect(included).toMatchObject({ data: { reset: 0, add: { left: 1 } }, errors: [] });
});

test('conditions of fragments at the root hold, however many', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const definitions = names.map((name) => `$${name}: Boolean!`).join(', ');
  const fragments = names
    .map((name) => `... @include(if: $${name}) { ${name}: add(n: 1) { left } }`)
    .join(' ');
  const variables = { a: true, b: false, c: false, d: false, e: false, f: true };
  const asked = await ask(graph, `mutation Q(${definitions}) { ${fragments} }`, { variables });
  expect(asked).toMatchObject({ data: { a: { left: 1 }, f: { left: 2 } }, errors: [] });
  expect(stock).toBe(2);
});
