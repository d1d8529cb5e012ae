import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const book = { id: '1', title: 'T', pages: 9, size: { width: 2, height: 3 } };

const graph = fixtureGraph([
  {
    name: 'shops',
    typeDefs: `
      type Query { titled: Book @provides(fields: "title") paged: Book @provides(fields: "pages") plain: Book both: Pair }
      type Pair { wide: Book @provides(fields: "size { width }") high: Film @provides(fields: "size { height }") }
      type Book @key(fields: "id") {
        id: ID! title: String @external pages: Int @external size: Size @external
      }
      type Film @key(fields: "id") { id: ID! size: Size @external }
      type Size @key(fields: "code") { code: ID! width: Int @external height: Int @external }`,
    resolvers: {
      Query: {
        titled: () => ({ id: '1', title: 'T' }),
        paged: () => ({ id: '1', pages: 9 }),
        plain: () => ({ id: '1' }),
        both: () => ({
          wide: { id: '1', size: { code: 's', width: 2 } },
          high: { id: '1', size: { code: 's', height: 3 } },
        }),
      },
    },
  },
  {
    name: 'books',
    typeDefs: `
      type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int @shareable size: Size @shareable }
      type Film @key(fields: "id") { id: ID! size: Size @shareable }
      type Size @key(fields: "code") { code: ID! width: Int @shareable height: Int @shareable }`,
    resolvers: {
      Book: { __resolveReference: () => Promise.resolve({ ...book, size: { code: 's', ...book.size } }) },
      Film: { __resolveReference: () => Promise.resolve({ id: '1', size: { code: 's', ...book.size } }) },
      Size: { __resolveReference: ({ code }: { code: string }) => Promise.resolve({ code, ...book.size }) },
    },
  },
]);

test.each([
  ['{ titled { title pages } }', { titled: { title: 'T', pages: 9 } }],
  ['{ paged { title } titled { pages } }', { paged: { title: 'T' }, titled: { pages: 9 } }],
  ['{ plain { title pages } }', { plain: { title: 'T', pages: 9 } }],
  [
    '{ both { wide { size { height } } high { size { width } } } }',
    { both: { wide: { size: { height: 3 } }, high: { size: { width: 2 } } } },
  ],
])('what one field provides is not taken for provided by another: %s', async (query, data) => {
  const asked = await ask(graph, query);
  expect(asked).toMatchObject({ data, errors: [] });
});
