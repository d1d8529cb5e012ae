import { type SubgraphResponse } from '@nutgraf/gateway/upstream/subgraph-request';
import { ask, pathsAndCodes } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const graph = fixtureGraph([
  {
    name: 'shelves',
    typeDefs: `
      type Query { books: [Book] must: Book! }
      type Book @key(fields: "upc") { upc: ID! }`,
    resolvers: {
      Query: { books: () => [{ upc: 'u1' }, { upc: 'u2' }], must: () => ({ upc: 'u2' }) },
    },
  },
  {
    name: 'ids',
    typeDefs: `
      type Book @key(fields: "upc") @key(fields: "id") { upc: ID! id: ID pages: Int title: String! }`,
    resolvers: {
      Book: {
        __resolveReference: async ({ upc }: { upc: string }) =>
          Promise.resolve(upc === 'u2' ? null : { upc, id: `id-${upc}`, pages: 10, title: `T ${upc}` }),
      },
    },
  },
  {
    name: 'authors',
    typeDefs: `
      type Book @key(fields: "id") { id: ID author: Author isbn: String! }
      type Author { name: String! }`,
    resolvers: { Book: { author: () => ({ name: 'Ada' }), isbn: () => 'i' } },
  },
  {
    name: 'weights',
    typeDefs: `
      type Book @key(fields: "upc") { upc: ID! pages: Int @external weight: Int @requires(fields: "pages") }`,
    resolvers: { Book: { weight: ({ pages }: { pages: number }) => pages * 2 } },
  },
]);

test('nullable fields of an entity that a subgraph does not know are null, and nothing is wrong', async () => {
  const asked = await ask(graph, '{ books { upc pages } }');
  expect(asked).toMatchObject({
    data: {
      books: [
        { upc: 'u1', pages: 10 },
        { upc: 'u2', pages: null },
      ],
    },
    errors: [],
  });
});

test.each([
  ['key', '{ books { author { name } } }', [{ author: { name: 'Ada' } }, { author: null }]],
  ['requirement', '{ books { weight } }', [{ weight: 20 }, { weight: null }]],
])('so are fields whose %s would have come from there', async (_, query, books) => {
  const asked = await ask(graph, query);
  expect(asked).toMatchObject({ data: { books }, errors: [] });
});

test.each(['title', 'isbn'])('a field that is never null goes up with one error: %s', async (name) => {
  const asked = await ask(graph, `{ books { upc pages ${name} } }`);
  expect(asked.data).toMatchObject({ books: [{ upc: 'u1' }, null] });
  expect(asked.errors).toEqual([
    {
      message: 'A subgraph does not know this object, and the field is never null.',
      path: ['books', 1, name],
      extensions: { code: 'INTERNAL_SERVER_ERROR' },
    },
  ]);
  const must = await ask(graph, `{ must { pages ${name} } books { upc } }`);
  expect(must.data).toBeNull();
  expect(pathsAndCodes(must)).toEqual([`must.${name} INTERNAL_SERVER_ERROR`]);
});

const idsAnswer = (response: unknown) => ({
  intercept: ({ subgraph }: { subgraph: string }): Promise<SubgraphResponse> =>
    Promise.resolve(
      (subgraph === 'ids'
        ? response
        : {
            data: {
              books: [
                { __typename: 'Book', upc: 'u1' },
                { __typename: 'Book', upc: 'u2' },
              ],
            },
          }) as SubgraphResponse,
    ),
});

test.each([
  ['at its index', ['_entities', 1]],
  ['below its index', ['_entities', 1, 'pages']],
])('a null with an error of the subgraph %s has that error', async (_, path) => {
  const error = { message: 'Not now.', path, extensions: { code: 'RATE_LIMITED' } };
  const answer = { data: { _entities: [{ pages: 10 }, null] }, errors: [error] };
  const asked = await ask(graph, '{ books { pages } }', idsAnswer(answer));
  expect(asked.data).toEqual({ books: [{ pages: 10 }, { pages: null }] });
  expect(pathsAndCodes(asked)).toEqual(['books.1.pages RATE_LIMITED']);
});

test('an error that says of no entity that it is its own stands at every null', async () => {
  const error = { message: 'Half of it.', extensions: { code: 'RATE_LIMITED' } };
  const answer = { data: { _entities: [{ pages: 10 }, null] }, errors: [error] };
  const asked = await ask(graph, '{ books { pages } }', idsAnswer(answer));
  expect(pathsAndCodes(asked)).toEqual(['books.1.pages RATE_LIMITED']);
});

test.each([
  ['too short', [{ pages: 10 }]],
  ['of something else', [{ pages: 10 }, 'x']],
])('a list that is %s is still malformed', async (_, _entities) => {
  const asked = await ask(graph, '{ books { pages } }', idsAnswer({ data: { _entities } }));
  expect(asked.data).toEqual({ books: [{ pages: 10 }, { pages: null }] });
  expect(pathsAndCodes(asked)).toEqual(['books.1.pages SUBREQUEST_MALFORMED_RESPONSE']);
});
