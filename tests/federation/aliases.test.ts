import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';
import { oracle } from './support/oracle';

const user = {
  __typename: 'User',
  id: 'u1',
  name: 'Ada',
  secret: 's3',
  greet: ({ to }: { to: string }) => `hi ${to}`,
};

const graph = fixtureGraph([
  {
    name: 'users',
    typeDefs: `type Query { user: User users: [User] } type User @key(fields: "id") { id: ID! name: String }`,
    resolvers: { Query: { user: () => user, users: () => [user] } },
  },
  {
    name: 'vault',
    typeDefs: `type User @key(fields: "id") { id: ID! secret: String greet(to: String): String }`,
    resolvers: {
      User: {
        secret: ({ id }: { id: string }) => (id === 'u1' ? 's3' : 'of somebody else'),
        greet: (_: unknown, { to }: { to: string }) => `hi ${to}`,
      },
    },
  },
]);

test.each([
  ['over the key that an entity fetch reads', '{ users { id: name secret } }'],
  ['over __typename', '{ user { __typename: name secret } }'],
  ['of __typename', '{ user { type: __typename other: __typename secret } }'],
  ['of a field to itself', '{ user { id: id name: name secret: secret } }'],
  [
    'called like things of JavaScript',
    '{ user { __proto__: name constructor: secret toString: id } __proto__: user { id } }',
  ],
  ['called like names of the planner', '{ _entities: user { _e0: secret representations: name } }'],
  ['of one field with two arguments', '{ user { a: greet(to: "A") b: greet(to: "B") greet(to: "C") } }'],
  ['of one root field twice', '{ a: user { name } b: user { secret } user { id } }'],
])('an alias %s', async (_, query) => {
  const asked = await ask(graph, query);
  expect(asked.errors).toEqual([]);
  const expected = await oracle(graph, query, { user, users: [user] });
  expect(JSON.stringify(asked.data)).toBe(JSON.stringify(expected));
});

test('variables called like those of the planner', async () => {
  const query =
    'query Q($representations: String, $__batch_reps_0: String = "B") { user { a: greet(to: $representations) b: greet(to: $__batch_reps_0) } }';
  const asked = await ask(graph, query, { variables: { representations: 'A' } });
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({ data: { user: { a: 'hi A', b: 'hi B' } }, errors: [] });
});
