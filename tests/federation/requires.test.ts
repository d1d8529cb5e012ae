import { ask, pathsAndCodes } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

interface Product {
  readonly price: number | null;
  readonly dimensions: { readonly weight: number };
  readonly parts: readonly { readonly name: string }[];
}

const products = [
  { id: '1', price: 5, dimensions: { weight: 10 }, parts: [{ name: 'a' }, { name: 'b' }] },
  { id: '2', price: null, dimensions: { weight: 20 }, parts: [] },
];

const graph = fixtureGraph([
  {
    name: 'products',
    typeDefs: `
      type Query { products: [Product] }
      type Product @key(fields: "id") { id: ID! price: Int dimensions: Dimensions parts: [Part] }
      type Dimensions { weight: Int }
      type Part { name: String }`,
    resolvers: { Query: { products: () => products } },
  },
  {
    name: 'shipping',
    typeDefs: `
      type Product @key(fields: "id") {
        id: ID!
        price: Int @external
        dimensions: Dimensions @external
        parts: [Part] @external
        estimate: String @requires(fields: "price dimensions { weight } parts { name }")
      }
      type Dimensions @external { weight: Int }
      type Part @external { name: String }`,
    resolvers: {
      Product: {
        estimate: ({ price, dimensions, parts }: Product) =>
          `${price ?? 'free'}/${dimensions.weight}/${parts.map(({ name }) => name).join('')}`,
      },
    },
  },
]);

test('required fields are sent whole, nulls too', async () => {
  const asked = await ask(graph, '{ products { estimate } }');
  expect(asked.plan).toMatchSnapshot();
  expect(asked).toMatchObject({
    data: { products: [{ estimate: '5/10/ab' }, { estimate: 'free/20/' }] },
    errors: [],
  });
});

test('nothing is computed from a required field that is null because of an error', async () => {
  const asked = await ask(graph, '{ products { estimate } }', {
    intercept: async (request, send) => {
      const { data } = await send(request);
      if (request.subgraph !== 'products') return { data };
      const path = ['products', 1, 'dimensions', 'weight'];
      const broken = structuredClone(data) as { products: { dimensions: { weight: unknown } }[] };
      broken.products[1]!.dimensions.weight = null;
      return {
        data: broken,
        errors: [{ message: 'No scales.', path, extensions: { code: 'BAD_USER_INPUT' } }],
      };
    },
  });
  expect(asked.data).toEqual({ products: [{ estimate: '5/10/ab' }, { estimate: null }] });
  expect(pathsAndCodes(asked)).toEqual(['products.1.estimate BAD_USER_INPUT']);
  expect(asked.requests[1]?.variables.representations).toHaveLength(1);
});
