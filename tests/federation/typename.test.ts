import { ask } from './support/ask';
import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const user = { __typename: 'User', id: 'u1', name: 'Ada', age: 36 };
const robot = { __typename: 'Robot', id: 'r1', model: 'R2' };
const actors = [user, robot];

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      type Query { actors: [Actor] nodes: [Node] user: User }
      type Mutation { touch: User }
      union Actor = User | Robot
      interface Node { id: ID! }
      type User implements Node @key(fields: "id") { id: ID! name: String }
      type Robot implements Node @key(fields: "id") { id: ID! model: String }`,
    resolvers: {
      Query: { actors: () => actors, nodes: () => actors, user: () => user },
      Mutation: { touch: () => user },
    },
  },
  {
    name: 'b',
    typeDefs: 'type User @key(fields: "id") { id: ID! age: Int }',
    resolvers: { User: { age: () => 36 } },
  },
]);
const data = { actors, nodes: actors, user, touch: user };

test.each([
  ['at the root', '{ __typename }'],
  [
    'at the root, twice and in fragments',
    '{ a: __typename ...F ... { b: __typename } } fragment F on Query { c: __typename __typename }',
  ],
  ['beside data, in its order', '{ first: __typename user { name } last: __typename }'],
  ['alone in an object', '{ user { __typename } }'],
  ['under many names', '{ user { a: __typename __typename b: __typename age } }'],
  ['under the name of a field', '{ user { name: __typename id: __typename age } }'],
  [
    'in members of a union',
    '{ actors { ... on User { kind: __typename age } ... on Robot { kind: __typename model } } }',
  ],
  [
    'in fragments on an interface',
    '{ actors { ... on Node { __typename id: __typename } } nodes { ...N } } fragment N on Node { t: __typename ... on User { u: __typename } }',
  ],
  ['at the root of a mutation', 'mutation { a: __typename touch { __typename age } __typename }'],
])('%s', async (_, query) => {
  await askLikeOracle(graph, query, data);
});

test('the name of the root is asked of nobody', async () => {
  const asked = await ask(graph, '{ __typename a: __typename ... on Query { b: __typename } }');
  expect(asked).toMatchObject({ data: { __typename: 'Query', a: 'Query', b: 'Query' }, requests: [] });
});

test('what is needed to plan and what the client wants are one field', async () => {
  const asked = await askLikeOracle(graph, '{ actors { t: __typename ... on User { age } } }', data);
  expect(asked.plan).toMatchSnapshot();
});
