import { parse, validate } from 'graphql';
import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      directive @oneOf on INPUT_OBJECT
      type Query { user(by: UserBy!): User }
      input UserBy @oneOf { id: ID email: String place: Place }
      input Place { row: Int! seat: Int = 1 }
      type User @key(fields: "id") { id: ID! by: String }`,
    resolvers: {
      Query: { user: (_: unknown, { by }: { by: unknown }) => ({ id: '1', by: JSON.stringify(by) }) },
    },
  },
  {
    name: 'b',
    typeDefs: 'type User @key(fields: "id") { id: ID! age: Int }',
    resolvers: { User: { age: () => 36 } },
  },
]);

test('one of several inputs, as a literal and as a variable', async () => {
  const query = `query Q($by: UserBy!, $email: String!) {
    a: user(by: $by) { by age } b: user(by: { email: $email }) { by } c: user(by: { place: { row: 2 } }) { by }
  }`;
  const asked = await ask(graph, query, { variables: { by: { id: '7' }, email: 'a@example.org' } });
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({
    data: {
      a: { by: '{"id":"7"}', age: 36 },
      b: { by: '{"email":"a@example.org"}' },
      c: { by: '{"place":{"row":2,"seat":1}}' },
    },
    errors: [],
  });
});

test.each(['{}', '{ id: 1, email: "x" }', '{ id: null }'])('%s is refused', (by) => {
  expect(validate(graph.supergraph.apiSchema, parse(`{ user(by: ${by}) { by } }`)).length).toBeGreaterThan(0);
});

test.each([{}, { id: 1, email: 'x' }, { id: null }, { id: '1', email: null }])(
  '%j is refused as a variable',
  async (by) => {
    const asked = ask(graph, 'query Q($by: UserBy!) { user(by: $by) { by } }', { variables: { by } });
    await expect(asked).rejects.toThrow('Variable "$by"');
  },
);
