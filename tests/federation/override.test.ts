import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const link = `extend schema @link(
  url: "https://specs.apollo.dev/federation/v2.7"
  import: ["@key" "@override" "@requires" "@external"]
)`;

const graph = fixtureGraph([
  {
    name: 'old',
    typeDefs: `${link}
      type Query { me: User }
      type User @key(fields: "id") { id: ID! moved: String all: String none: String labelled: String }`,
    resolvers: { Query: { me: () => ({ id: '1', moved: 'old', all: 'old', none: 'old', labelled: 'old' }) } },
  },
  {
    name: 'new',
    typeDefs: `${link}
      type User @key(fields: "id") {
        id: ID!
        moved: String @override(from: "old")
        all: String @override(from: "old", label: "percent(100)")
        none: String @override(from: "old", label: "percent(0)")
        labelled: String @override(from: "old", label: "launch")
      }`,
    resolvers: { User: { moved: () => 'new', all: () => 'new', none: () => 'new', labelled: () => 'new' } },
  },
  {
    name: 'reader',
    typeDefs: `${link}
      type User @key(fields: "id") {
        id: ID!
        moved: String @external
        label: String @requires(fields: "moved")
      }`,
    resolvers: { User: { label: ({ moved }: { moved: string }) => `label ${moved}` } },
  },
]);

test.each([
  ['a field that has moved is asked at its new home', 'moved', 'new'],
  ['a field that moves by percent is asked where its percentage says: all', 'all', 'new'],
  ['a field that moves by percent is asked where its percentage says: none', 'none', 'old'],
  ['a field that moves by a label that nobody sets stays', 'labelled', 'old'],
])('%s', async (_, name, home) => {
  const asked = await ask(graph, `{ me { ${name} } }`);
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({ data: { me: { [name]: home } }, errors: [] });
});

test('one operation may need both homes', async () => {
  const asked = await ask(graph, '{ me { all none moved } }');
  expect(asked).toMatchObject({ data: { me: { all: 'new', none: 'old', moved: 'new' } }, errors: [] });
  expect(asked.requests.map(({ subgraph }) => subgraph)).toEqual(['old', 'new']);
});

test('what is required is read at the home that it has', async () => {
  const asked = await ask(graph, '{ me { label } }');
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({ data: { me: { label: 'label new' } }, errors: [] });
});
