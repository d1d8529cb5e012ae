import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const echo = (_: unknown, args: unknown) => JSON.stringify(args);

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      type Query { a(filter: Filter, limit: Int): String }
      input Filter { text: String tags: [String!] range: Range onlyInA: Int }
      input Range { from: Int = 1 to: Int }`,
    resolvers: { Query: { a: echo } },
  },
  {
    name: 'b',
    typeDefs: `
      type Query { b(filter: Filter!): String }
      input Filter { text: String! tags: [String!] range: Range onlyInB: Boolean }
      input Range { from: Int = 1 to: Int step: Int }`,
    resolvers: { Query: { b: echo } },
  },
]);

const query = 'query Q($filter: Filter!) { a(filter: $filter) b(filter: $filter) }';

test('an input type has the fields that all subgraphs know, as strict as the strictest', async () => {
  const variables = { filter: { text: 'x', tags: ['t'], range: { to: 5 } } };
  const asked = await ask(graph, query, { variables });
  expect(asked.plan).toMatchSnapshot();
  const given = JSON.stringify({ filter: { text: 'x', tags: ['t'], range: { from: 1, to: 5 } } });
  const read = ({ a, b }: { a: string; b: string }) => [JSON.parse(a), JSON.parse(b)] as unknown[];
  expect(asked.errors).toEqual([]);
  expect(read(asked.data as { a: string; b: string })).toEqual([JSON.parse(given), JSON.parse(given)]);
});

test.each([
  ['a field that one subgraph does not know', { text: 'x', onlyInA: 1 }],
  ['a field of the other', { text: 'x', onlyInB: true }],
  ['a nested field that one subgraph does not know', { text: 'x', range: { step: 1 } }],
  ['null for a field that one subgraph must have', { text: null }],
  ['the absence of a field that one subgraph must have', {}],
])('%s is refused before anything is sent', async (_, filter) => {
  await expect(ask(graph, query, { variables: { filter } })).rejects.toThrow('Variable "$filter"');
});
