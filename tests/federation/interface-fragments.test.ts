import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const post = { __typename: 'Post', id: 'p1', title: 'T', likes: 3 };
const photo = { __typename: 'Photo', id: 'f1', url: 'u', likes: 4, width: 5 };

/** `feed` knows neither Likeable nor Sized; `likes` knows no Entry. */
const graph = fixtureGraph([
  {
    name: 'feed',
    typeDefs: `
      type Query { feed: [Entry] post: Post }
      interface Entry { id: ID! }
      type Post implements Entry @key(fields: "id") { id: ID! title: String }
      type Photo implements Entry @key(fields: "id") { id: ID! url: String }`,
    resolvers: {
      Query: { feed: () => [post, photo], post: () => post },
      Photo: { __resolveReference: () => photo },
    },
  },
  {
    name: 'likes',
    typeDefs: `
      type Query { top: Likeable }
      interface Likeable { likes: Int }
      interface Sized { width: Int }
      type Post implements Likeable @key(fields: "id") { id: ID! likes: Int }
      type Photo implements Likeable & Sized @key(fields: "id") { id: ID! likes: Int width: Int }`,
    resolvers: {
      Query: { top: () => photo },
      Post: { likes: () => 3 },
      Photo: { likes: () => 4, width: () => 5 },
    },
  },
]);
const data = { feed: [post, photo], post, top: photo };

test.each([
  ['that the subgraph does not know', '{ feed { ... on Likeable { likes } } }'],
  [
    'within each other',
    '{ feed { id ... on Likeable { likes ... on Sized { width ... on Photo { url } } } } }',
  ],
  ['that only one type has', '{ feed { ... on Sized { width __typename } ... on Post { title } } }'],
  ['on one object', '{ post { ... on Entry { id } ... on Likeable { likes __typename } } }'],
  [
    'back to where it is known',
    '{ top { likes ... on Entry { id ... on Post { title } ... on Photo { url } } } }',
  ],
])('fragments on interfaces %s', async (_, query) => {
  const asked = await askLikeOracle(graph, query, data);
  expect(asked.plan).toMatchSnapshot();
});

test('no subgraph is told of an interface that it does not know', async () => {
  const query = '{ feed { ... on Likeable { likes } } top { ... on Entry { id } ... on Sized { width } } }';
  const asked = await askLikeOracle(graph, query, data);
  for (const { subgraph, query: text } of asked.requests) {
    expect(text).not.toMatch(subgraph === 'feed' ? /Likeable|Sized/ : /Entry/);
  }
});
