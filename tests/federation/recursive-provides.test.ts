import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const users = ['1', '2', '3'].map((id) => ({ id, name: `N${id}`, age: Number(id) }));
const friendOf = ({ id }: { id: string }) => users[Number(id)] ?? null;

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      type Query {
        user: User @provides(fields: "friend { name }")
        pair: Pair @provides(fields: "one { name } two { age }")
        named: User @provides(fields: "name")
      }
      type Pair { one: User two: User }
      type User @key(fields: "id") { id: ID! name: String @external age: Int @external friend: User @external }`,
    resolvers: {
      Query: {
        user: () => ({ id: '1', friend: { id: '2', name: 'N2' } }),
        pair: () => ({ one: { id: '1', name: 'N1' }, two: { id: '2', age: 2 } }),
        named: () => ({ id: '1', name: 'provided' }),
      },
    },
  },
  {
    name: 'b',
    typeDefs: `type User @key(fields: "id") { id: ID! name: String age: Int friend: User }`,
    resolvers: {
      User: {
        __resolveReference: ({ id }: { id: string }) => users.find((user) => user.id === id),
        friend: friendOf,
      },
    },
  },
]);

test.each([
  ['{ user { name friend { name } } }', { user: { name: 'N1', friend: { name: 'N2' } } }],
  [
    '{ user { friend { name friend { name age } } } }',
    { user: { friend: { name: 'N2', friend: { name: 'N3', age: 3 } } } },
  ],
  [
    '{ pair { one { name age } two { name age } } }',
    { pair: { one: { name: 'N1', age: 1 }, two: { name: 'N2', age: 2 } } },
  ],
])('what is provided for one object is not taken for others of its type: %s', async (query, data) => {
  const asked = await ask(graph, query);
  expect(asked.plan).toMatchSnapshot();
  expect(asked.errors).toEqual([]);
  expect(asked.data).toEqual(data);
});

test('what is provided at every place that an operation asks is asked of nobody else', async () => {
  const asked = await ask(graph, '{ pair { one { name } two { age } } }');
  expect(asked).toMatchObject({ data: { pair: { one: { name: 'N1' }, two: { age: 2 } } }, errors: [] });
  expect(asked.requests.map(({ subgraph }) => subgraph)).toEqual(['a']);
});

test('what is provided once is still asked of nobody else', async () => {
  const asked = await ask(graph, '{ named { name } }');
  expect(asked).toMatchObject({ data: { named: { name: 'provided' } }, errors: [] });
  expect(asked.requests.map(({ subgraph }) => subgraph)).toEqual(['a']);
});
