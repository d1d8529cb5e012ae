import { ask, pathsAndCodes } from './support/ask';
import { fixtureGraph, type ReadRequest } from './support/fixture-graph';

const books = [
  { id: 'b1', author: { id: 'a1' }, publisher: { id: 'p1' } },
  { id: 'b2', author: { id: 'a2' }, publisher: { id: 'p1' } },
];

/** Kinds of entities whose resolver throws, which nulls the whole answer. */
let broken = new Set<string>();
beforeEach(() => (broken = new Set()));

const entity = (name: string) => (reference: { id: string }) => {
  if (broken.has(name)) throw new CodedError(name);
  return reference;
};

class CodedError extends Error {
  readonly extensions = { code: 'RATE_LIMITED' };
}

const graph = fixtureGraph([
  {
    name: 'books',
    typeDefs: `
      type Query { books: [Book] }
      type Mutation { add: Book }
      type Book @key(fields: "id") { id: ID! author: Author publisher: Publisher }
      type Author @key(fields: "id", resolvable: false) { id: ID! }
      type Publisher @key(fields: "id", resolvable: false) { id: ID! }`,
    resolvers: { Query: { books: () => books }, Mutation: { add: () => books[0] } },
  },
  {
    name: 'facts',
    typeDefs: `
      type Book @key(fields: "id") { id: ID! pages(from: Int = 1): Int }
      type Author @key(fields: "id") { id: ID! age(in: Int): Int }
      type Publisher @key(fields: "id") { id: ID! city: String }`,
    resolvers: {
      Book: { __resolveReference: entity('Book'), pages: (_: unknown, { from }: { from: number }) => from },
      Author: {
        __resolveReference: entity('Author'),
        age: (_: unknown, { in: years }: { in?: number }) => 36 + (years ?? 0),
      },
      Publisher: { __resolveReference: entity('Publisher'), city: () => 'Rome' },
    },
  },
]);

const query = `query Q($from: Int, $in: Int) { books { pages(from: $from) author { age(in: $in) } publisher { city } } }`;
const variables = { from: 7, in: 1 };

const keysOf = ({ query: text }: ReadRequest) => text.match(/_e\d+(?=:)/g);

test('kinds of entities that one subgraph has at one level are one request', async () => {
  const asked = await ask(graph, query, { variables });
  expect(asked.plan).toMatchSnapshot();
  const author = { age: 37 };
  const publisher = { city: 'Rome' };
  expect(asked).toMatchObject({
    data: { books: [1, 2].map(() => ({ pages: 7, author, publisher })) },
    errors: [],
  });
  expect(asked.requests).toHaveLength(2);
});

test('one kind that fails keeps its error, the others are asked once more and alone', async () => {
  broken.add('Author');
  const asked = await ask(graph, query, { variables });
  const book = { pages: 7, author: { age: null }, publisher: { city: 'Rome' } };
  expect(asked.data).toEqual({ books: [book, book] });
  expect(pathsAndCodes(asked)).toEqual([0, 1].map((index) => `books.${index}.author.age RATE_LIMITED`));
  const [, together, ...again] = asked.requests;
  expect(keysOf(together!)).toHaveLength(3);
  expect(again.map((request) => keysOf(request)?.length)).toEqual([1, 1]);
});

test('what is asked alone names nothing of what is asked beside it', async () => {
  broken.add('Author');
  const asked = await ask(graph, query, { variables });
  const [publishers, books] = asked.requests.slice(2);
  expect(Object.values(books!.variables)).toEqual([
    7,
    [
      { __typename: 'Book', id: 'b1' },
      { __typename: 'Book', id: 'b2' },
    ],
  ]);
  expect(Object.values(publishers!.variables)).toEqual([[{ __typename: 'Publisher', id: 'p1' }]]);
  expect([books!.query, publishers!.query]).toMatchSnapshot();
});

test('nothing is asked a third time', async () => {
  broken = new Set(['Author', 'Publisher']);
  const asked = await ask(graph, query, { variables });
  const book = { pages: 7, author: { age: null }, publisher: { city: null } };
  expect(asked.data).toEqual({ books: [book, book] });
  expect(pathsAndCodes(asked)).toEqual(
    [0, 1].flatMap((index) => [
      `books.${index}.author.age RATE_LIMITED`,
      `books.${index}.publisher.city RATE_LIMITED`,
    ]),
  );
  expect(asked.requests).toHaveLength(4);
});

test.each([
  ['that names none of them', [{ message: 'No.', extensions: { code: 'RATE_LIMITED' } }]],
  ['for each of them', ['_e0', '_e1', '_e2'].map((key) => ({ message: 'No.', path: [key] }))],
])('an error %s is no reason to ask again', async (_, errors) => {
  const asked = await ask(graph, query, {
    variables,
    intercept: (request, send) =>
      request.subgraph === 'facts' ? Promise.resolve({ data: null, errors }) : send(request),
  });
  expect(asked.requests).toHaveLength(2);
  expect(asked.errors).toHaveLength(6);
});

test('entities of one kind are in no way asked again', async () => {
  broken.add('Book');
  const asked = await ask(graph, '{ books { pages } }');
  expect(pathsAndCodes(asked)).toEqual(['books.0.pages RATE_LIMITED', 'books.1.pages RATE_LIMITED']);
  expect(asked.requests).toHaveLength(2);
});

test('after a mutation too only the question for entities is asked again, never the mutation', async () => {
  broken.add('Author');
  const asked = await ask(graph, 'mutation { add { pages author { age } } }');
  expect(asked.data).toEqual({ add: { pages: 1, author: { age: null } } });
  expect(pathsAndCodes(asked)).toEqual(['add.author.age RATE_LIMITED']);
  expect(asked.requests.map(({ kind }) => kind)).toEqual(['mutation', 'query', 'query']);
});
