import { fixtureGraph, type Resolvers } from '../support/fixture-graph';

const publishers = [
  {
    __typename: 'Publisher',
    id: 'p1',
    code: 'c1',
    title: 'Ace',
    city: { name: 'Rome', zip: 1 },
    motto: null,
  },
  { __typename: 'Publisher', id: 'p2', code: 'c2', title: 'Tor', city: null, motto: 'Read' },
];
const authors = ['Ada', 'Ben', 'Cid'].map((name, index) => ({
  __typename: 'Author',
  id: `a${index}`,
  name,
  age: index === 1 ? null : 30 + index,
  label: `${name}:${index === 1 ? null : 30 + index}`,
  home: publishers[index % 2],
}));
const books = [0, 1, 2, 3].map((index) => ({
  __typename: 'Book',
  id: `b${index}`,
  isbn: `i${index}`,
  title: index === 2 ? null : `Book ${index}`,
  price: index * 10,
  pages: 100 + index,
  score: index * 10 + 100 + index,
  authors: index === 3 ? [] : [authors[index % 3], authors[(index + 1) % 3]],
  publisher: index === 1 ? null : publishers[index % 2],
}));
const films = [0, 1].map((index) => ({
  __typename: 'Film',
  id: `f${index}`,
  title: `Film ${index}`,
  minutes: 90 + index,
  price: 5,
  after: books[index],
  cast: [[authors[0], null], [authors[index + 1]]],
}));
const notes = [{ __typename: 'Note', text: 'Closed', about: books[3] }];

/** The whole data in one piece, for graphql-js. */
export const library = {
  books,
  book: books[1],
  items: [films[0], books[2], null, ...notes, films[1]],
  works: [books[0], films[1], books[3]],
  shelf: [[books[0], books[1]], [], null, [null, books[2]]],
  author: authors[1],
  publisher: publishers[0],
};

type Row = Readonly<Record<string, unknown>>;
const find =
  (rows: readonly Row[], ...keys: readonly string[]) =>
  async (wanted: Row) => {
    const row = rows.find((each) => keys.some((key) => key in wanted && wanted[key] === each[key]));
    // What is required of other subgraphs comes with the representation, not from this subgraph's rows.
    return Promise.resolve(row && { ...row, ...wanted });
  };

const resolvers: Resolvers = {
  Author: {
    __resolveReference: find(authors, 'id'),
    label: ({ name, age }: Row) => `${String(name)}:${String(age)}`,
  },
  Book: {
    __resolveReference: find(books, 'id', 'isbn'),
    score: ({ price, pages }: { price: number; pages: number }) => price + pages,
  },
  Film: { __resolveReference: find(films, 'id') },
  Publisher: { __resolveReference: find(publishers, 'id', 'code') },
};

/** Four subgraphs with entities over several keys, `@requires`, `@provides`, interfaces, unions and nested lists. */
export const libraryGraph = fixtureGraph([
  {
    name: 'catalog',
    typeDefs: `
      type Query { books: [Book!]! book: Book items: [Item] works: [Work!] shelf: [[Book]] }
      interface Work { id: ID! title: String }
      union Item = Book | Film | Note
      type Book implements Work @key(fields: "id") @key(fields: "isbn") {
        id: ID! isbn: String! title: String authors: [Author!]! publisher: Publisher @provides(fields: "title")
      }
      type Film implements Work @key(fields: "id") { id: ID! title: String minutes: Int! after: Book cast: [[Author]] }
      type Note { text: String! about: Book }
      type Author @key(fields: "id") { id: ID! }
      type Publisher @key(fields: "id") { id: ID! title: String @external }`,
    resolvers: { ...pick('Book', 'Film', 'Publisher'), Query: functionsOf(library) },
  },
  {
    name: 'people',
    typeDefs: `
      type Query { author: Author }
      type Author @key(fields: "id") {
        id: ID! name: String! age: Int @external label: String! @requires(fields: "age") home: Publisher
      }
      type Publisher @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: { ...pick('Author'), Query: { author: () => library.author } },
  },
  {
    name: 'prices',
    typeDefs: `
      type Book @key(fields: "isbn") { isbn: String! price: Int! pages: Int @external score: Int! @requires(fields: "pages") }
      type Film @key(fields: "id") { id: ID! price: Int }
      type Author @key(fields: "id") { id: ID! age: Int }`,
    resolvers: { ...pick('Book', 'Film'), Author: { __resolveReference: find(authors, 'id') } },
  },
  {
    name: 'houses',
    typeDefs: `
      type Query { publisher: Publisher }
      type Publisher @key(fields: "id") @key(fields: "code") {
        id: ID! code: String! title: String @shareable city: City motto: String
      }
      type City { name: String! zip: Int }
      type Book @key(fields: "id") { id: ID! pages: Int }`,
    resolvers: {
      ...pick('Publisher'),
      Book: { __resolveReference: find(books, 'id') },
      Query: { publisher: () => library.publisher },
    },
  },
]);

function pick(...names: readonly (keyof typeof resolvers)[]): Resolvers {
  return Object.fromEntries(names.map((name) => [name, resolvers[name]])) as Resolvers;
}

function functionsOf(values: Row): Record<string, () => unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, () => value]));
}
