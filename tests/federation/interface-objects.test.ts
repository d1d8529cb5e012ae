import { ask, pathsAndCodes } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const nodes = [
  { __typename: 'Admin', id: 'n1', name: 'Root', level: 9 },
  { __typename: 'Regular', id: 'n2', name: 'Ann' },
];

const byId = ({ id }: { id: string }) => nodes.find((node) => node.id === id);

const graph = fixtureGraph([
  {
    name: 'users',
    typeDefs: `
      type Query { nodes: [Node] }
      interface Node @key(fields: "id") { id: ID! name: String }
      type Admin implements Node @key(fields: "id") { id: ID! name: String level: Int! }
      type Regular implements Node @key(fields: "id") { id: ID! name: String }`,
    resolvers: {
      Query: { nodes: () => nodes },
      Node: {
        __resolveReference: byId,
        __resolveType: ({ __typename }: { __typename: string }) => __typename,
      },
      Admin: { __resolveReference: byId },
      Regular: { __resolveReference: byId },
    },
  },
  {
    name: 'stats',
    typeDefs: `
      type Query { top: [Node] }
      type Node @key(fields: "id") @interfaceObject { id: ID! views: Int! }`,
    resolvers: {
      Query: { top: () => [{ id: 'n2' }, { id: 'n1' }] },
      Node: { views: ({ id }: { id: string }) => Number(id.slice(1)) * 100 },
    },
  },
]);

test('a subgraph that knows the interface only is asked by the name of the interface', async () => {
  const asked = await ask(graph, '{ nodes { __typename name views } }');
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({
    data: {
      nodes: [
        { __typename: 'Admin', name: 'Root', views: 100 },
        { __typename: 'Regular', name: 'Ann', views: 200 },
      ],
    },
    errors: [],
  });
  expect(asked.requests[1]?.variables.representations).toEqual([
    { __typename: 'Node', id: 'n1' },
    { __typename: 'Node', id: 'n2' },
  ]);
});

test('fragments on two types of an interface object are both filled', async () => {
  const asked = await ask(graph, '{ nodes { ... on Admin { views level } ... on Regular { views } } }');
  expect(asked).toMatchObject({ data: { nodes: [{ views: 100, level: 9 }, { views: 200 }] }, errors: [] });
});

test('the way from an interface object to what its objects really are', async () => {
  const asked = await ask(graph, '{ top { __typename views ... on Admin { name } } }');
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({
    data: {
      top: [
        { __typename: 'Regular', views: 200 },
        { __typename: 'Admin', views: 100, name: 'Root' },
      ],
    },
    errors: [],
  });
});

test('objects whose type could not be asked are null, each with its error', async () => {
  const asked = await ask(graph, '{ top { views ... on Admin { name } } }', { down: ['users'] });
  expect(asked.data).toEqual({ top: [null, null] });
  expect(pathsAndCodes(asked)).toEqual(['top.0 SUBREQUEST_HTTP_ERROR', 'top.1 SUBREQUEST_HTTP_ERROR']);
});

test('what only one type behind an interface object has', async () => {
  const asked = await ask(graph, '{ top { views ... on Admin { level } } }');
  expect(asked).toMatchObject({ data: { top: [{ views: 200 }, { views: 100, level: 9 }] }, errors: [] });
});
