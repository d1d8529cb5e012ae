import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const graph = fixtureGraph([
  {
    name: 'shop',
    typeDefs: `
      type Query { product: Product products: [Product] }
      type Product @key(fields: "id") @key(fields: "sku brand { code }") { id: ID! sku: String! brand: Brand! }
      type Brand @shareable { code: String! }`,
    resolvers: {
      Query: {
        product: () => ({ id: '1', sku: 's1', brand: { code: 'b1' } }),
        products: () => [
          { id: '1', sku: 's1', brand: { code: 'b1' } },
          { id: '2', sku: 's2', brand: { code: 'b2' } },
        ],
      },
      Product: {
        __resolveReference: ({ id }: { id: string }) => ({ id, sku: `s${id}`, brand: { code: `b${id}` } }),
      },
    },
  },
  {
    name: 'prices',
    typeDefs: `
      type Product @key(fields: "sku brand { code }") { sku: String! brand: Brand! price: Int! }
      type Brand @shareable { code: String! }`,
    resolvers: {
      Product: {
        __resolveReference: (key: { sku: string; brand: { code: string } }) => key,
        price: ({ sku, brand }: { sku: string; brand: { code: string } }) =>
          sku.length * 10 + brand.code.length,
      },
    },
  },
  {
    name: 'stock',
    typeDefs: `
      type Query { lowStock: [Product] }
      type Product @key(fields: "id") { id: ID! inStock: Int }`,
    resolvers: {
      Query: { lowStock: () => [{ id: '2' }] },
      Product: { inStock: ({ id }: { id: string }) => Number(id) },
    },
  },
]);

test('compound and nested keys', async () => {
  const asked = await ask(graph, '{ products { price inStock } }');
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({
    data: {
      products: [
        { price: 22, inStock: 1 },
        { price: 22, inStock: 2 },
      ],
    },
    errors: [],
  });
});

test('one key leads to another where subgraphs share none', async () => {
  const asked = await ask(graph, '{ lowStock { price } }');
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({ data: { lowStock: [{ price: 22 }] }, errors: [] });
  expect(asked.requests.map(({ subgraph }) => subgraph)).toEqual(['stock', 'shop', 'prices']);
});

test('what a failed step in between should have led to is lost with its error', async () => {
  const asked = await ask(graph, '{ lowStock { price inStock } }', { down: ['shop'] });
  expect(asked.data).toEqual({ lowStock: [null] });
  expect(asked.errors).toEqual([
    {
      message: 'The subgraph could not be reached.',
      path: ['lowStock', 0, 'price'],
      extensions: { code: 'SUBREQUEST_HTTP_ERROR' },
    },
  ]);
});
