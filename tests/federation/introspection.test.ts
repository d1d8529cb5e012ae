import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql';
import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      type Query { hello: String hidden: String @inaccessible }
      type Mutation { touch: Payload }
      type Payload { ok: Boolean query: Query }`,
    resolvers: {
      Query: { hello: () => 'hello' },
      Mutation: { touch: () => ({ ok: true, query: {} }) },
    },
  },
]);

test('the whole introspection query gives the public schema', async () => {
  const asked = await ask(graph, getIntrospectionQuery());
  expect(asked.requests).toEqual([]);
  const schema = buildClientSchema(asked.data as IntrospectionQuery);
  expect(printSchema(schema)).toBe(printSchema(graph.supergraph.apiSchema));
  expect(printSchema(schema)).not.toMatch(/hidden|join__|inaccessible/);
});

test('introspection beside data, in the order of the operation', async () => {
  const query = `query Q($name: String!) { ...Meta hello kind: __typename }
    fragment Meta on Query { type: __type(name: $name) { fields { name } } __schema { queryType { name } } }`;
  const asked = await ask(graph, query, { variables: { name: 'Query' } });
  expect(JSON.stringify(asked.data)).toBe(
    JSON.stringify({
      type: { fields: [{ name: 'hello' }] },
      __schema: { queryType: { name: 'Query' } },
      hello: 'hello',
      kind: 'Query',
    }),
  );
  expect(asked.requests.map(({ query: text }) => text)).toEqual(['{hello}']);
});

test('introspection below a payload that leads back to the root', async () => {
  const asked = await ask(graph, 'mutation { touch { query { __schema { queryType { name } } hello } } }');
  expect(asked).toMatchObject({
    data: { touch: { query: { __schema: { queryType: { name: 'Query' } }, hello: 'hello' } } },
    errors: [],
  });
});
