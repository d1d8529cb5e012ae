import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const media = [
  { __typename: 'Book', id: 'b1', title: 'Dune', pages: 400, stars: 5, views: 10 },
  { __typename: 'Film', id: 'f1', title: 'Solaris', minutes: 167, stars: 4, views: 20 },
];
const byId = ({ id }: { id: string }) => media.find((each) => each.id === id);

const graph = fixtureGraph([
  {
    name: 'catalog',
    typeDefs: `
      type Query { media: [Media] }
      interface Media @key(fields: "id") { id: ID! title: String }
      type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
      type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }`,
    resolvers: {
      Query: { media: () => media },
      Media: { __resolveReference: byId },
      Book: { __resolveReference: byId },
      Film: { __resolveReference: byId },
    },
  },
  {
    name: 'ratings',
    typeDefs: `
      interface Rated { stars: Int }
      type Book implements Rated @key(fields: "id") { id: ID! stars: Int }
      type Film implements Rated @key(fields: "id") { id: ID! stars: Int }`,
    resolvers: { Book: { stars: () => 5 }, Film: { stars: () => 4 } },
  },
  {
    name: 'stats',
    typeDefs: `
      type Query { latest: Media }
      type Media @interfaceObject @key(fields: "id") { id: ID! views: Int }`,
    resolvers: {
      Query: { latest: () => ({ id: 'f1' }) },
      Media: { views: ({ id }: { id: string }) => byId({ id })?.views },
    },
  },
]);
const data = { media, latest: media[1] };

test('fields of an interface that other subgraphs add are asked of all its types', async () => {
  const asked = await askLikeOracle(graph, '{ media { title views } }', data);
  expect(asked.plan).toMatchSnapshot();
});

test('an object that is known by its interface only is found under the key of the interface', async () => {
  const asked = await askLikeOracle(graph, '{ latest { __typename id title views } }', data);
  expect(asked.plan).toMatchSnapshot();
});

test('from the key of an interface to fields of one of its types', async () => {
  const query = '{ latest { ... on Film { minutes stars } ... on Book { pages stars } } }';
  const asked = await askLikeOracle(graph, query, data);
  expect(asked.plan).toMatchSnapshot();
});

test('an interface of another subgraph holds for the same objects', async () => {
  await askLikeOracle(graph, '{ media { ... on Rated { stars __typename } id } }', data);
});
