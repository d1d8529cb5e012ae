import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const graph = fixtureGraph([
  {
    name: 'reviews',
    typeDefs: `
      type Query { review: Review @shareable }
      type Review @key(fields: "id") { id: ID! author: User @provides(fields: "username") score: Score @shareable }
      type User @key(fields: "id") { id: ID! username: String @external }
      type Score @shareable { stars: Int }`,
    resolvers: {
      Query: { review: () => ({ id: 'r1', author: { id: 'u1', username: 'ada' }, score: { stars: 5 } }) },
    },
  },
  {
    name: 'users',
    typeDefs: `type User @key(fields: "id") { id: ID! username: String @shareable email: String }`,
    resolvers: {
      User: {
        __resolveReference: ({ id }: { id: string }) => ({ id, username: 'other', email: 'a@example.org' }),
      },
    },
  },
  {
    name: 'stats',
    typeDefs: `
      type Query { review: Review @shareable }
      type Review @key(fields: "id") { id: ID! score: Score @shareable views: Int }
      type Score @shareable { stars: Int trend: Int }`,
    resolvers: {
      Query: { review: () => ({ id: 'r1', views: 7, score: { stars: 5, trend: -1 } }) },
      Review: { __resolveReference: () => ({ id: 'r1', views: 7, score: { stars: 5, trend: -1 } }) },
    },
  },
]);

test('a provided field is not asked of its owner', async () => {
  const asked = await ask(graph, '{ review { author { username } } }');
  expect(asked.plan).toMatchSnapshot();
  expect(asked.data).toEqual({ review: { author: { username: 'ada' } } });
  expect(asked.requests.map(({ subgraph }) => subgraph)).toEqual(['reviews']);
});

test('a shared object is merged deeply from two subgraphs', async () => {
  const asked = await ask(graph, '{ review { views score { stars trend } author { email } } }');
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({
    data: { review: { views: 7, score: { stars: 5, trend: -1 }, author: { email: 'a@example.org' } } },
    errors: [],
  });
});
