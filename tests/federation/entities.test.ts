import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';
import { oracle } from './support/oracle';

const people = {
  u1: { __typename: 'User', id: 'u1', name: 'Ada', age: 36 },
  u2: { __typename: 'User', id: 'u2', name: 'Ben', age: 41 },
};
const articles = [
  { id: 'a1', author: people.u1, editors: [people.u2, people.u1] },
  { id: 'a2', author: people.u1, editors: [] },
  { id: 'a3', author: people.u2, editors: [people.u1, null] },
];

const graph = fixtureGraph([
  {
    name: 'content',
    typeDefs: `
      type Query { articles: [Article!]! matrix: [[User]] }
      type Article { id: ID! author: User! editors: [User] }
      type User @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: {
      Query: { articles: () => articles, matrix: () => [[people.u1, null], null, [], [people.u2]] },
    },
  },
  {
    name: 'users',
    typeDefs: `type User @key(fields: "id") { id: ID! name: String! age: Int }`,
    resolvers: {
      User: { __resolveReference: ({ id }: { id: keyof typeof people }) => people[id] },
    },
  },
]);

test('entities of one subgraph at one level are one request, each distinct one asked once', async () => {
  const query = '{ articles { id author { name } editors { name age } } }';
  const asked = await ask(graph, query);
  expect(asked.plan).toMatchSnapshot();
  expect(asked.errors).toEqual([]);
  expect(asked.data).toEqual(await oracle(graph, query, { articles }));
  expect(asked.requests.map(({ subgraph }) => subgraph)).toEqual(['content', 'users']);
  for (const representations of Object.values(asked.requests[1]?.variables ?? {})) {
    expect(representations).toHaveLength(2);
  }
});

test('lists of lists keep their shape, nulls included', async () => {
  const asked = await ask(graph, '{ matrix { name } }');
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({
    data: { matrix: [[{ name: 'Ada' }, null], null, [], [{ name: 'Ben' }]] },
    errors: [],
  });
});

test('nothing is asked where there is nobody to ask for', async () => {
  const intercept = () => Promise.resolve({ data: { articles: [] } });
  const asked = await ask(graph, '{ articles { author { name } } }', { intercept });
  expect(asked.data).toEqual({ articles: [] });
  expect(asked.requests).toHaveLength(1);
});

test('an entity that stands in many places is not shared between them', async () => {
  const query = '{ articles { author { name } } }';
  const asked = await ask(graph, query);
  expect(asked.data).toEqual(await oracle(graph, query, { articles }));
});
