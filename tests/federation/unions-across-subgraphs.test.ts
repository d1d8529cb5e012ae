import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const book = { __typename: 'Book', id: 'b1', title: 'Dune', stars: 5 };
const film = { __typename: 'Film', id: 'f1', minutes: 167 };
const song = { __typename: 'Song', id: 's1', length: 3, stars: 1 };
const byId = ({ id }: { id: string }) => [book, film, song].find((each) => each.id === id);

const graph = fixtureGraph([
  {
    name: 'shelf',
    typeDefs: `
      type Query { shelf: [Item] }
      union Item = Book | Film
      type Book @key(fields: "id") { id: ID! title: String }
      type Film @key(fields: "id") { id: ID! minutes: Int }`,
    resolvers: {
      Query: { shelf: () => [film, book] },
      Book: { __resolveReference: byId },
      Film: { __resolveReference: byId },
    },
  },
  {
    name: 'charts',
    typeDefs: `
      type Query { charts: [Item] user: User @shareable }
      union Item = Book | Song
      type User @key(fields: "id") { id: ID! favourite: Item @shareable }
      type Book @key(fields: "id") { id: ID! stars: Int }
      type Song @key(fields: "id") { id: ID! length: Int stars: Int }`,
    resolvers: {
      Query: { charts: () => [song, book], user: () => ({ id: 'u1', favourite: book }) },
      Book: { stars: () => 5 },
      Song: { __resolveReference: byId },
      User: { favourite: () => book },
    },
  },
]);
const data = { shelf: [film, book], charts: [song, book], user: { id: 'u1', favourite: book } };
const all = `__typename ... on Book { title stars } ... on Film { minutes } ... on Song { length stars }`;

test.each([
  ['one subgraph', `{ shelf { ${all} } }`],
  ['the other', `{ charts { ${all} } }`],
  ['both', `{ shelf { ${all} } charts { ... on Song { length } } user { favourite { ${all} } } }`],
])('every member may be asked for of a union that differs between subgraphs: %s', async (_, query) => {
  const asked = await askLikeOracle(graph, query, data);
  expect(asked.plan).toMatchSnapshot();
});

test('no subgraph is asked for a member that it does not know', async () => {
  const asked = await askLikeOracle(graph, `{ shelf { ${all} } charts { ${all} } }`, data);
  for (const { subgraph, query } of asked.requests) {
    expect(query).not.toContain(subgraph === 'shelf' ? 'Song' : 'Film');
  }
});

test('a fragment on a member that can never be there gives an empty object', async () => {
  await askLikeOracle(graph, '{ shelf { ... on Song { length } } charts { ... on Film { minutes } } }', data);
});
