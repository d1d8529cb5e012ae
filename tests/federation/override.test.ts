import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const link = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.7"
  import: ["@key" "@override"]
)`;

const graph = fixtureGraph([
  {
    name: 'old',
    typeDefs: `${link}
      type Query { me: User }
      type User @key(fields: "id") { id: ID! name: String nick: String }`,
    resolvers: { Query: { me: () => ({ id: '1', name: 'old', nick: 'old' }) } },
  },
  {
    name: 'new',
    typeDefs: `${link}
      type User @key(fields: "id") {
        id: ID!
        name: String @override(from: "old", label: "percent(100)")
        nick: String @override(from: "old", label: "percent(0)")
      }`,
    resolvers: { User: { name: () => 'new', nick: () => 'new' } },
  },
]);

test('a field that moves by percent is asked where its percentage says', async () => {
  const asked = await ask(graph, '{ me { name nick } }');
  expect(asked).toMatchObject({ data: { me: { name: 'new', nick: 'old' } }, errors: [] });
  expect(asked.requests.map(({ subgraph }) => subgraph)).toEqual(['old', 'new']);
});
