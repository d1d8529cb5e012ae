import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const books = ['1', '2'].map((id) => ({ id, code: Number(id), shelf: 7, place: id, secret: `Secret ${id}` }));
type Known = Partial<(typeof books)[number]>;
const find = ({ id, code, place }: Known) =>
  books.find((book) => book.id === id || book.code === code || book.place === place);

/** `hints` knows books by their place too, but does not resolve them by it. */
const graph = fixtureGraph([
  {
    name: 'hints',
    typeDefs: `
      type Book @key(fields: "shelf place", resolvable: false) @key(fields: "id") {
        id: ID! shelf: Int! place: String! secret: String @external hint: String @requires(fields: "secret")
      }`,
    resolvers: {
      Book: {
        __resolveReference: (given: Known) =>
          Promise.resolve(given.id === undefined ? null : { ...find(given), secret: given.secret }),
        hint: ({ secret }: Known) => `Not ${secret}`,
      },
    },
  },
  {
    name: 'shelves',
    typeDefs: `
      type Book @key(fields: "id") @key(fields: "code") @key(fields: "shelf place") {
        id: ID! code: Int! shelf: Int! place: String! next: Book!
      }`,
    resolvers: {
      Book: {
        __resolveReference: (given: Known) => Promise.resolve(find(given)),
        next: () => books[1],
      },
    },
  },
  {
    name: 'secrets',
    typeDefs: `
      type Query { book: Book! }
      type Book @key(fields: "code") { code: Int! secret: String }`,
    resolvers: {
      Query: { book: () => ({ code: 1 }) },
      Book: { __resolveReference: (given: Known) => Promise.resolve(find(given)) },
    },
  },
]);

test.each(['{ book { next { hint } } }', '{ book { hint next { hint id } } }'])(
  'entities are named by a key that their subgraph resolves: %s',
  async (query) => {
    const asked = await ask(graph, query);
    expect(asked.errors).toEqual([]);
    expect(asked.data).toMatchObject({ book: { next: { hint: 'Not Secret 2' } } });
  },
);
