import { PlanError } from '@nutgraf/gateway/plan/plan-error';
import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const books = ['1', '2'].map((id) => ({
  id,
  code: Number(id),
  pages: Number(id) * 100,
}));
const find = ({ id, code }: { id?: string; code?: number }) =>
  Promise.resolve(books.find((book) => book.id === id || book.code === code));

/** `weights` computes from what `shelves` knows, and leads from book to book itself. */
const graph = fixtureGraph([
  {
    name: 'shelves',
    typeDefs: `
      type Query { book: Book }
      type Book @key(fields: "id") { id: ID! pages: Int }`,
    resolvers: { Query: { book: () => books[0] }, Book: { __resolveReference: find } },
  },
  {
    name: 'weights',
    typeDefs: `
      type Book @key(fields: "id") @key(fields: "code") {
        id: ID! code: Int! pages: Int @external next: Book note: String
        weight: Int @requires(fields: "pages") label: Label @requires(fields: "pages")
      }
      type Label { text: String book: Book }`,
    resolvers: {
      Book: {
        __resolveReference: async (given: { id?: string; code?: number; pages?: number }) => ({
          ...(await find(given)),
          pages: given.pages,
        }),
        next: () => ({ id: '2', code: 2 }),
        note: ({ id }: { id: string }) => `Note ${id}`,
        weight: ({ pages }: { pages: number }) => pages * 2,
        label: ({ pages, id }: { pages: number; id: string }) => ({
          text: `${pages} pages`,
          book: { id, code: Number(id) },
        }),
      },
    },
  },
  {
    name: 'prices',
    typeDefs: 'type Book @key(fields: "code") { code: Int! price: Int }',
    resolvers: { Book: { price: ({ code }: { code: number }) => code * 5 } },
  },
]);

test.each([
  ['a key that where it came from is not known', '{ book { weight } }', { weight: 200 }],
  [
    'another key of the same object',
    '{ book { price weight note } }',
    { price: 5, weight: 200, note: 'Note 1' },
  ],
  ['an object that the same subgraph leads to', '{ book { next { weight } } }', { next: { weight: 400 } }],
  [
    'an object further on',
    '{ book { next { next { weight note } weight } } }',
    { next: { next: { weight: 400, note: 'Note 2' }, weight: 400 } },
  ],
])('a subgraph is entered again for what requires others by %s', async (_, query, book) => {
  const asked = await ask(graph, query);
  expect(asked).toMatchObject({ data: { book }, errors: [] });
});

// What a requirement is said as, where the planner has no plan otherwise, has no place for objects of the same type.
test('what is computed and leads back to its own type is refused, never computed from nothing', async () => {
  await expect(ask(graph, '{ book { label { text book { note price } } } }')).rejects.toThrow(PlanError);
});

test('what is required is asked once, and the subgraph is entered for it once', async () => {
  const asked = await ask(graph, '{ book { weight } }');
  expect(asked.plan).toMatchSnapshot();
});

/** `covers` has the field of another key, but is not entered by it. */
const covered = fixtureGraph([
  {
    name: 'books',
    typeDefs: `
      type Book @key(fields: "id") { id: ID! pages: Int prize: Prize }
      union Prize = Book`,
    resolvers: { Book: { __resolveReference: find }, Prize: { __resolveType: () => 'Book' } },
  },
  {
    name: 'ids',
    typeDefs: 'type Book @key(fields: "id") @key(fields: "code") { id: ID! code: Int! }',
    resolvers: { Book: { __resolveReference: find } },
  },
  {
    name: 'covers',
    typeDefs: `
      type Query { book: Book }
      type Book @key(fields: "code") @key(fields: "id", resolvable: false) {
        id: ID! code: Int! pages: Int @external prize: Prize @external
        cover: String @requires(fields: "pages") award: String @requires(fields: "prize { ... on Book { id } }")
      }
      union Prize = Book`,
    resolvers: {
      Query: { book: () => books[1] },
      Book: {
        __resolveReference: ({ code, pages }: { code?: number; pages: number }) =>
          Promise.resolve(code === undefined ? null : { code, pages }),
        cover: ({ pages }: { pages: number }) => `Cover of ${pages}`,
      },
    },
  },
]);

test('a subgraph is never entered by a key that it does not resolve', async () => {
  const asked = await ask(covered, '{ book { cover } }');
  expect(asked).toMatchObject({ data: { book: { cover: 'Cover of 200' } }, errors: [] });
});
