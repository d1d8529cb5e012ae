import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const items = [
  { __typename: 'Book', id: 'b1', maker: { __typename: 'Person', id: 'p1' } },
  { __typename: 'Film', id: 'f1', maker: { __typename: 'Person', id: 'p2' } },
];

const graph = fixtureGraph([
  {
    name: 'shop',
    typeDefs: `
      type Query { items: [Item] }
      union Item = Book | Film
      type Book { id: ID! maker: Person }
      type Film { id: ID! maker: Person }
      type Person @key(fields: "id") { id: ID! }`,
    resolvers: { Query: { items: () => items } },
  },
  {
    name: 'people',
    typeDefs: `type Person @key(fields: "id") { id: ID! name: String }`,
    resolvers: {
      Person: { name: ({ id }: { id: string }) => `Name ${id}` },
    },
  },
]);

test('an entity below a type is asked for only where it stands below that type', async () => {
  const asked = await ask(
    graph,
    '{ items { ... on Book { maker { name } } ... on Film { maker { __typename id } } } }',
  );
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({
    data: { items: [{ maker: { name: 'Name p1' } }, { maker: { __typename: 'Person', id: 'p2' } }] },
    errors: [],
  });
  const representations = asked.requests
    .slice(1)
    .flatMap(({ variables }) => Object.values(variables).flat() as { readonly id: string }[]);
  expect(representations.map(({ id }) => id)).toEqual(['p1']);
});
