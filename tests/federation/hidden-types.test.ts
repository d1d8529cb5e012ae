import { ask, pathsAndCodes } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const seen = { __typename: 'Seen', id: '1', name: 'Ada' };
const hidden = { __typename: 'Hidden', id: '2', name: 'secret' };

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      type Query { nodes: [Node] box: Box item: Item seen: Seen }
      interface Node { id: ID! name: String next: Node }
      union Item = Seen | Hidden
      type Box { node: Node! }
      type Seen implements Node @key(fields: "id") { id: ID! name: String next: Node }
      type Hidden implements Node @inaccessible { id: ID! name: String next: Node }`,
    resolvers: {
      Query: {
        nodes: () => [{ ...seen, next: hidden }, hidden, { ...seen, next: seen }],
        box: () => ({ node: hidden }),
        item: () => hidden,
        seen: () => ({ ...seen, next: hidden }),
      },
    },
  },
  {
    name: 'b',
    typeDefs: 'type Seen @key(fields: "id") { id: ID! age: Int }',
    resolvers: { Seen: { age: () => 36 } },
  },
]);

test.each([
  ['{ nodes { id } }', { nodes: [{ id: '1' }, null, { id: '1' }] }, ['nodes.1']],
  [
    '{ nodes { ...Next } } fragment Next on Node { next { name } }',
    { nodes: [{ next: null }, null, { next: { name: 'Ada' } }] },
    ['nodes.0.next', 'nodes.1'],
  ],
  [
    '{ nodes { name ... on Seen { age next { id } } } }',
    {
      nodes: [{ name: 'Ada', age: 36, next: null }, null, { name: 'Ada', age: 36, next: { id: '1' } }],
    },
    ['nodes.0.next', 'nodes.1'],
  ],
  ['{ box { node { __typename: id } } }', { box: null }, ['box.node']],
  ['{ item { ... on Seen { name } } }', { item: null }, ['item']],
  ['{ seen { n: next { name } } }', { seen: { n: null } }, ['seen.n']],
])(
  'an object of a type that nobody may see never shows, its name asked for or not: %s',
  async (query, data, paths) => {
    const asked = await ask(graph, query);
    expect(asked.data).toEqual(data);
    expect(pathsAndCodes(asked)).toEqual(paths.map((path) => `${path} SUBREQUEST_MALFORMED_RESPONSE`));
    expect(JSON.stringify([asked.data, asked.errors])).not.toMatch(/Hidden|secret/);
  },
);

test('what hides among others is asked for its name', async () => {
  const asked = await ask(graph, '{ nodes { name ... on Seen { age } } }');
  expect(asked.plan).toMatchSnapshot();
});

test('where nothing is hidden, nothing more is asked', async () => {
  const asked = await ask(graph, '{ seen { name } }');
  expect(asked.requests.map(({ query }) => query)).toEqual(['{seen{name}}']);
});
