import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const friend = { __typename: 'User', id: 'u2', name: 'Ben', age: 41, label: 'Ben 41' };
const user = { __typename: 'User', id: 'u1', name: 'Ada', age: 36, label: 'Ada 36', friends: [friend] };
const robot = { __typename: 'Robot', id: 'r1', age: 1 };
const byId = ({ id }: { id: string }) => [user, friend].find((each) => each.id === id);

const graph = fixtureGraph([
  {
    name: 'users',
    typeDefs: `
      type Query { user: User actors: [Actor] }
      union Actor = User | Robot
      type User @key(fields: "id") { id: ID! name: String friends: [User] }
      type Robot @key(fields: "id") { id: ID! }`,
    resolvers: {
      Query: { user: () => user, actors: () => [user, robot] },
      User: { __resolveReference: byId },
    },
  },
  {
    name: 'ages',
    typeDefs: `
      type User @key(fields: "id") {
        id: ID! age: Int name: String @external label: String @requires(fields: "name")
      }
      type Robot @key(fields: "id") { id: ID! age: Int }`,
    resolvers: {
      User: {
        age: ({ id }: { id: string }) => byId({ id })?.age,
        label: ({ id, name }: { id: string; name: string }) => `${name} ${byId({ id })?.age}`,
      },
      Robot: { age: () => 1 },
    },
  },
]);
const data = { user, actors: [user, robot] };
const both = [true, false].flatMap((a) => [true, false].map((b) => ({ a, b })));

describe.each([
  ['both on one field', '{ user { id age @skip(if: $a) @include(if: $b) } }'],
  ['both on one fragment', '{ user { id ... @include(if: $b) @skip(if: $a) { age } } }'],
  ['within each other', '{ user @include(if: $a) { id friends @skip(if: $b) { age name } } }'],
  [
    'on a named fragment',
    '{ user { id ...F @include(if: $a) } } fragment F on User { age friends @skip(if: $b) { label } }',
  ],
  [
    'on members of a union',
    '{ actors { __typename ... on User @skip(if: $a) { age } ... on Robot @include(if: $b) { age } } }',
  ],
  ['the same field twice', '{ user { id @skip(if: $a) age @include(if: $a) age @include(if: $b) } }'],
  ['under one name', '{ user { id x: name @skip(if: $a) x: name @include(if: $b) } }'],
  ['on what is required', '{ user { id name @include(if: $a) label @skip(if: $b) } }'],
  [
    'on a name',
    '{ user { id __typename @skip(if: $a) t: __typename @include(if: $b) } __typename @include(if: $a) }',
  ],
  ['on everything', '{ user @skip(if: $a) { id age } actors @include(if: $b) { __typename } }'],
])('conditions %s', (_, selection) => {
  const [first = '', fragment = ''] = selection.split(/(?= fragment )/);
  const query = `query Q($a: Boolean!, $b: Boolean!) ${first}${fragment}`;

  test.each(both)('%j', async (variables) => {
    await askLikeOracle(graph, query, data, variables);
  });
});

test('skip and include on one field become one plan for each value', async () => {
  const query = 'query Q($a: Boolean!, $b: Boolean!) { user { id age @skip(if: $a) @include(if: $b) } }';
  const asked = await askLikeOracle(graph, query, data, { a: false, b: true });
  expect(asked.plan).toMatchSnapshot();
});

test('a default decides where nothing is given', async () => {
  const query =
    'query Q($a: Boolean! = true) { user { id @skip(if: $a) name @include(if: $a) @skip(if: false) } }';
  await askLikeOracle(graph, query, data);
});
