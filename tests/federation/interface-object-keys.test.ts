import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const byId = ({ id }: { id: string }) =>
  Promise.resolve({ __typename: id.startsWith('v') ? 'Video' : 'Song', id });

/** One subgraph owns an interface, another knows it as one object type that leads to itself. */
const graph = fixtureGraph([
  {
    name: 'media',
    typeDefs: `
      type Query { videos: [Video!]! }
      interface Media @key(fields: "id") { id: ID! title: String }
      type Video implements Media @key(fields: "id") { id: ID! title: String }
      type Song implements Media @key(fields: "id") { id: ID! title: String }`,
    resolvers: {
      Query: { videos: () => [{ __typename: 'Video', id: 'v1' }] },
      Media: { __resolveReference: byId },
      Video: { __resolveReference: byId, title: ({ id }: { id: string }) => `Title ${id}` },
      Song: { __resolveReference: byId, title: ({ id }: { id: string }) => `Title ${id}` },
    },
  },
  {
    name: 'plays',
    typeDefs: `
      type Media @key(fields: "id") @interfaceObject {
        id: ID! title: String @external next: [Media!] plays: Int shout: String @requires(fields: "title")
      }`,
    resolvers: {
      Media: {
        next: () => [{ id: 's1' }, { id: 'v2' }],
        plays: ({ id }: { id: string }) => Number(id.slice(1)) * 10,
        shout: ({ title }: { title: string }) => title.toUpperCase(),
      },
    },
  },
]);

test.each([
  ['{ next { ... on Song { plays } } }', { next: [{ plays: 10 }, {}] }],
  ['{ next { ... on Video { shout } } }', { next: [{}, { shout: 'TITLE V2' }] }],
  [
    '{ next { ... on Media { ... on Song { next { ... on Video { plays } } } } } }',
    { next: [{ next: [{}, { plays: 20 }] }, {}] },
  ],
])('what is asked of one type only, behind an interface object, is there: %s', async (selection, video) => {
  const asked = await ask(graph, `{ videos ${selection} }`);
  expect(asked).toMatchObject({ errors: [] });
  expect(asked.data).toEqual({ videos: [video] });
});
