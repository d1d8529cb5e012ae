import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';
import { oracle } from './support/oracle';

const people = ['u1', 'u2'].map((id, index) => ({
  __typename: 'User',
  id,
  name: `${id}-name`,
  age: 11 * (index + 1),
  username: `${id}-username`,
}));
const byId = ({ id }: { id: string }) => people.find((each) => each.id === id);

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      type Query { users: [Named!]! }
      interface Named @key(fields: "id") { id: ID! name: String }
      type User implements Named @key(fields: "id") { id: ID! name: String age: Int }`,
    resolvers: {
      Query: { users: () => people },
      Named: { __resolveReference: byId },
      User: { __resolveReference: byId },
    },
  },
  {
    name: 'b',
    typeDefs: `
      type Query { others: [Named] }
      type Named @key(fields: "id") @interfaceObject {
        id: ID! name: String @external username: String @requires(fields: "name")
      }`,
    resolvers: {
      Query: { others: () => people.map(({ id }) => ({ id })) },
      Named: { username: ({ name }: { name?: string }) => name?.replace('name', 'username') },
    },
  },
]);

test.each([
  '{ others { id name username } }',
  '{ users { id name username } }',
  '{ others { ... on User { age } } }',
  '{ others { ... on User { age id name username } id name } }',
  '{ users { ... on User { age id name username } id name } }',
  '{ others { __typename username } }',
  '{ others { __typename } }',
  '{ others { id: name name: id } }',
])('what an interface object requires is asked of its owner: %s', async (query) => {
  const asked = await ask(graph, query);
  expect(asked.plan).toMatchSnapshot();
  expect(asked.errors).toEqual([]);
  const expected = await oracle(graph, query, { users: people, others: people });
  expect(JSON.stringify(asked.data)).toBe(JSON.stringify(expected));
});
