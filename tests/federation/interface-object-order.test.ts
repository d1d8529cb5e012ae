import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';
import { oracle } from './support/oracle';

const videos = ['1', '2'].map((id) => ({
  __typename: 'Video',
  id,
  title: `Title ${id}`,
  duration: 100,
  plays: Number(id),
}));
const data = { media: videos, playlist: { name: 'Best', media: videos } };
const byId = ({ id }: { id: string }) => videos.find((video) => video.id === id);

/** One graph, its subgraphs called by names of another order. */
const graphOf = (owner: string, listener: string, namer: string) =>
  fixtureGraph([
    {
      name: owner,
      typeDefs: `
        type Query { media: [Media] }
        interface Media @key(fields: "id") { id: ID! title: String! }
        type Video implements Media @key(fields: "id") { id: ID! title: String! duration: Int }
        type Article implements Media @key(fields: "id") { id: ID! title: String! words: Int }`,
      resolvers: {
        Query: { media: () => videos },
        Media: { __resolveReference: byId },
        Video: { __resolveReference: byId },
      },
    },
    {
      name: listener,
      typeDefs: `
        type Query { playlist: Playlist }
        type Playlist @key(fields: "name") { name: String! media: [Media] }
        type Media @interfaceObject @key(fields: "id") { id: ID! plays: Int }`,
      resolvers: {
        Query: { playlist: () => ({ name: 'Best', media: videos.map(({ id }) => ({ id })) }) },
        Media: { plays: ({ id }: { id: string }) => Number(id) },
      },
    },
    {
      name: namer,
      typeDefs: `type Playlist @key(fields: "name") { name: String! media: [Media] @override(from: "${listener}") }
        type Media @interfaceObject @key(fields: "id") { id: ID! }`,
      resolvers: { Playlist: { media: () => videos.map(({ id }) => ({ id })) } },
    },
  ]);

describe.each([
  ['before', 'a', 'b', 'c'],
  ['after', 'z', 'b', 'c'],
  ['between', 'b', 'c', 'a'],
])('the owner of an interface sorts %s those that know it as an object', (_, ...names) => {
  const graph = graphOf(...names);

  test.each([
    '{ playlist { media { ... on Video { duration } } } }',
    '{ playlist { media { plays id title ... on Video { duration } ... on Article { words } } } }',
    '{ playlist { name media { __typename plays ... on Video { title plays } } } }',
    '{ media { plays ... on Video { duration plays } } }',
  ])('%s', async (query) => {
    const asked = await ask(graph, query);
    expect(asked.errors).toEqual([]);
    expect(JSON.stringify(asked.data)).toBe(JSON.stringify(await oracle(graph, query, data)));
    for (const { subgraph } of asked.requests) expect(names).toContain(subgraph);
  });

  test('a field that moved is asked of its new home', async () => {
    const asked = await ask(graph, '{ playlist { media { id } } }');
    expect(asked.requests.map(({ subgraph }) => subgraph)).toEqual([names[1], names[2]]);
  });
});
