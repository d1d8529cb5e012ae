import { ask, pathsAndCodes } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const items = [
  { __typename: 'User', id: 'u1' },
  { __typename: 'Robot', id: 7 },
];

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      type Query { items: [Item] }
      union Item = User | Robot
      type User @key(fields: "id") { id: ID! }
      type Robot @key(fields: "id") { id: Int! }`,
    resolvers: { Query: { items: () => items } },
  },
  {
    name: 'b',
    typeDefs: `
      type User @key(fields: "id") { id: ID! x: String }
      type Robot @key(fields: "id") { id: Int! y: Int }`,
    resolvers: {
      User: { x: ({ id }: { id: string }) => `x ${id}` },
      Robot: { y: ({ id }: { id: number }) => id + 1 },
    },
  },
]);

const query = '{ items { ... on User { x } ... on Robot { number: id y } } }';

test('keys of one name and different types', async () => {
  const asked = await ask(graph, query);
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({ data: { items: [{ x: 'x u1' }, { number: 7, y: 8 }] }, errors: [] });
});

test('an error of a renamed key is known where the key is missing', async () => {
  const error = { message: 'No id.', extensions: { code: 'BAD_USER_INPUT' } };
  const asked = await ask(graph, query, {
    intercept: async (request, send) => {
      if (request.subgraph !== 'a') return send(request);
      const alias = /(\w+): id/g.exec(request.query.replace('__a_number: id', ''))?.[1] ?? '';
      const robot = { __typename: 'Robot', [alias]: null, __a_number: 7 };
      return { data: { items: [robot] }, errors: [{ ...error, path: ['items', 0, alias] }] };
    },
  });
  expect(asked.data).toEqual({ items: [{ number: 7, y: null }] });
  expect(pathsAndCodes(asked)).toEqual(['items.0.y BAD_USER_INPUT']);
});
