import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';
import { oracle } from './support/oracle';

const videos = ['v1', 'v2'].map((id, index) => ({
  __typename: 'Video',
  id,
  title: `Title ${id}`,
  length: 10 + index,
  rank: index,
}));
const authors = ['p1', 'p2'].map((id, index) => ({
  __typename: 'Author',
  id,
  name: `Name ${id}`,
  books: index,
  score: index * 2,
}));
const data = {
  media: videos.map((video, index) => ({ ...video, maker: authors[index] })),
  staff: authors.map((author, index) => ({ ...author, likes: [videos[1 - index]] })),
};
const root = { ...data, hits: data.media, people: data.staff };
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => ({ id }));
const byId =
  <Row extends { readonly id: string }>(rows: readonly Row[]) =>
  ({ id }: { readonly id: string }) =>
    rows.find((row) => row.id === id);

/** Each owns an interface that the other knows as an object. */
const graph = fixtureGraph([
  {
    name: 'films',
    typeDefs: `
      type Query { media: [Media] people: [Person] }
      interface Media @key(fields: "id") { id: ID! title: String }
      type Video implements Media @key(fields: "id") { id: ID! title: String length: Int }
      type Song implements Media @key(fields: "id") { id: ID! title: String bpm: Int }
      type Person @interfaceObject @key(fields: "id") { id: ID! likes: [Media] score: Int }`,
    resolvers: {
      Query: {
        media: () => videos,
        people: () => data.staff.map(({ id, likes, score }) => ({ id, likes, score })),
      },
      Media: { __resolveReference: byId(videos) },
      Video: { __resolveReference: byId(videos) },
      Person: { __resolveReference: byId(data.staff.map(({ id, likes, score }) => ({ id, likes, score }))) },
    },
  },
  {
    name: 'staff',
    typeDefs: `
      type Query { staff: [Person] hits: [Media] }
      interface Person @key(fields: "id") { id: ID! name: String }
      type Author implements Person @key(fields: "id") { id: ID! name: String books: Int }
      type Editor implements Person @key(fields: "id") { id: ID! name: String desk: String }
      type Media @interfaceObject @key(fields: "id") { id: ID! maker: Person rank: Int }`,
    resolvers: {
      Query: { staff: () => authors, hits: () => ids(videos) },
      Person: { __resolveReference: byId(authors) },
      Author: { __resolveReference: byId(authors) },
      Media: {
        maker: ({ id }: { id: string }) => byId(data.media)({ id })?.maker,
        rank: ({ id }: { id: string }) => byId(videos)({ id })?.rank,
      },
    },
  },
]);

test.each([
  '{ media { __typename title rank maker { name score ... on Author { books } } } }',
  '{ people { score ... on Author { books } } }',
  '{ staff { name score likes { title rank ... on Video { length } } } }',
  '{ hits { rank ... on Video { length } } }',
  '{ hits { ... on Video { length } } people { ... on Author { books } } }',
  '{ people { __typename name likes { __typename rank } } hits { title maker { __typename score } } }',
])('two subgraphs that own interface objects of each other: %s', async (query) => {
  const asked = await ask(graph, query);
  expect(asked.errors).toEqual([]);
  expect(JSON.stringify(asked.data)).toBe(JSON.stringify(await oracle(graph, query, root)));
});
