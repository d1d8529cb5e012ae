import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';
import { oracle } from './support/oracle';

const user = { __typename: 'User', id: 'u1', name: 'Ada', age: 36 };

const graph = fixtureGraph([
  {
    name: 'users',
    typeDefs: `type Query { user: User item: Item } union Item = User type User @key(fields: "id") { id: ID! name: String }`,
    resolvers: { Query: { user: () => user, item: () => user } },
  },
  {
    name: 'ages',
    typeDefs: `type Query { hello: String } type User @key(fields: "id") { id: ID! age: Int }`,
    resolvers: { Query: { hello: () => 'hello' }, User: { age: () => 36 } },
  },
]);

const query = `query Q($a: Boolean!, $b: Boolean = true) {
  user { name age @include(if: $a) id @skip(if: $b) }
  hello @skip(if: $a) @include(if: $b)
}`;

test.each([
  { a: true, b: true },
  { a: true, b: false },
  { a: false, b: true },
  { a: false, b: false },
  { a: false },
])('skip and include with %j', async (variables) => {
  const asked = await ask(graph, query, { variables });
  expect(asked.plan).toMatchSnapshot('plan');
  expect(asked.errors).toEqual([]);
  expect(asked.data).toEqual(await oracle(graph, query, { user, hello: 'hello' }, variables));
  expect(asked.requests.some(({ query: text }) => text.includes('_entities'))).toBe(variables.a);
});

test('any number of variables decides', async () => {
  const names = Array.from({ length: 8 }, (_, index) => `v${index}`);
  const text = `query Q(${names.map((name) => `$${name}: Boolean!`).join(' ')}) {
    user { ${names.map((name) => `... @include(if: $${name}) { ${name}: age ... @skip(if: $v0) { n${name}: name } }`).join(' ')} }
  }`;
  const variables = Object.fromEntries(names.map((name, index) => [name, index % 3 === 1]));
  const asked = await ask(graph, text, { variables });
  expect(asked.errors).toEqual([]);
  expect(JSON.stringify(asked.data)).toBe(JSON.stringify(await oracle(graph, text, { user }, variables)));
});

test('literal conditions never reach a subgraph', async () => {
  const asked = await ask(graph, '{ hello @include(if: false) user @skip(if: true) { age } __typename }');
  expect(asked).toMatchObject({ data: { __typename: 'Query' }, errors: [], requests: [] });
});

test('an object whose fields are all left out is still there', async () => {
  const asked = await ask(graph, '{ user { age @skip(if: true) } }');
  expect(asked).toMatchObject({ data: { user: {} }, errors: [] });
});

test.each([
  { a: true, b: true },
  { a: false, b: true },
  { a: true, b: false },
])('what the planner refuses for its conditions is planned for each value: %j', async (variables) => {
  const refused = `query Q($a: Boolean!, $b: Boolean!) {
    item { ... on Item @include(if: $a) { ... on User { age @include(if: $b) } } __typename }
  }`;
  const asked = await ask(graph, refused, { variables });
  expect(asked.errors).toEqual([]);
  expect(asked.data).toEqual(await oracle(graph, refused, { item: user }, variables));
});
