import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const users = [
  { __typename: 'User', id: 'u1', email: 'a@example.org', name: 'Ada' },
  { __typename: 'User', id: 'u2', email: 'b@example.org', name: 'Ben' },
];
const posts = [
  { author: users[0], editor: users[1] },
  { author: users[1], editor: null },
];

const graph = fixtureGraph([
  {
    name: 'posts',
    typeDefs: `
      type Query { posts: [Post] }
      type Post { author: User editor: User }
      type User @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: { Query: { posts: () => posts } },
  },
  {
    name: 'mail',
    typeDefs: `
      type Query { sender: User }
      type User @key(fields: "email", resolvable: false) { email: String! }`,
    resolvers: { Query: { sender: () => users[1] } },
  },
  {
    name: 'users',
    typeDefs: `type User @key(fields: "id") @key(fields: "email") { id: ID! email: String! name: String }`,
    resolvers: {
      User: {
        __resolveReference: (key: { id?: string; email?: string }) =>
          users.find(({ id, email }) => id === key.id || email === key.email),
      },
    },
  },
]);
const data = { posts, sender: users[1] };

test.each([
  [
    'a key that cannot be resolved where it is read leads to where it can',
    '{ posts { author { name } editor { email } } }',
  ],
  ['another key of the same entity does too', '{ sender { name id } }'],
])('%s', async (_, query) => {
  const asked = await askLikeOracle(graph, query, data);
  expect(asked.plan).toMatchSnapshot();
});

test.each([
  ['{ posts { author { id __typename } } }', ['posts']],
  ['{ sender { email } }', ['mail']],
])('the key itself is asked of nobody else: %s', async (query, names) => {
  const asked = await askLikeOracle(graph, query, data);
  expect(asked.requests.map(({ subgraph }) => subgraph)).toEqual(names);
});

test('a subgraph that cannot resolve an entity is never asked for one', async () => {
  const asked = await askLikeOracle(graph, '{ sender { id } posts { editor { email name } } }', data);
  for (const { subgraph, query } of asked.requests) {
    if (query.includes('_entities')) expect(subgraph).toBe('users');
  }
});
