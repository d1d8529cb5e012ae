import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const film = {
  __typename: 'Film',
  id: 'f1',
  title: 'Solaris',
  maker: { __typename: 'Maker', id: 'm1', name: 'Andrei' },
};
const book = { __typename: 'Book', id: 'b1', title: 'Dune', pages: 400 };
const all = [film, book];
const byId = ({ id }: { id: string }) => all.find((each) => each.id === id);

const graph = fixtureGraph([
  {
    name: 'shop',
    typeDefs: `
      type Query {
        offer: Item @provides(fields: "... on Film { title maker { name } } ... on Book { title }")
        offers: [Item]
      }
      union Item = Film | Book
      type Film @key(fields: "id") { id: ID! title: String @external maker: Maker @external }
      type Book @key(fields: "id") { id: ID! title: String @external }
      type Maker @key(fields: "id") { id: ID! name: String @external }`,
    resolvers: { Query: { offer: () => film, offers: () => all } },
  },
  {
    name: 'catalog',
    typeDefs: `
      type Film @key(fields: "id") { id: ID! title: String maker: Maker }
      type Book @key(fields: "id") { id: ID! title: String pages: Int }
      type Maker @key(fields: "id") { id: ID! name: String }`,
    resolvers: { Film: { __resolveReference: byId }, Book: { __resolveReference: byId } },
  },
]);
const data = { offer: film, offers: all };

test('what is provided for members of a union is asked of nobody else', async () => {
  const query = '{ offer { ... on Film { title maker { name } } ... on Book { title } } }';
  const asked = await askLikeOracle(graph, query, data);
  expect(asked.plan).toMatchSnapshot();
  expect(asked.requests.map(({ subgraph }) => subgraph)).toEqual(['shop']);
});

test('the same fields elsewhere are asked of their owner', async () => {
  const query = '{ offers { ... on Film { title maker { name } } ... on Book { title pages } } }';
  const asked = await askLikeOracle(graph, query, data);
  expect(asked.plan).toMatchSnapshot();
});
