import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../support/ask';
import { fixtureGraph } from '../support/fixture-graph';

interface Product {
  readonly upc: string;
  readonly price?: number;
  readonly weight?: number;
}
interface Review {
  readonly id: string;
  readonly authorId: string;
  readonly productUpc: string;
}
interface Rows {
  readonly users: readonly { readonly id: string }[];
  readonly products: readonly Product[];
  readonly inStock: Readonly<Record<string, boolean>>;
  readonly reviews: readonly Review[];
  readonly reviewsOfEveryUser: readonly string[];
}

const read = (name: string): string => readFileSync(join(__dirname, name), 'utf8');
const rows = JSON.parse(read('data.json')) as Rows;

const typeDefs = (name: string): string => read(`${name}.graphql`);
const reviewsWhere = (keep: (review: Review) => boolean): readonly Review[] => rows.reviews.filter(keep);

const graph = fixtureGraph([
  {
    name: 'accounts',
    typeDefs: typeDefs('accounts'),
    resolvers: {
      Query: { me: () => rows.users[0], users: () => rows.users },
      User: { __resolveReference: ({ id }: { id: string }) => rows.users.find((user) => user.id === id) },
    },
  },
  {
    name: 'inventory',
    typeDefs: typeDefs('inventory'),
    resolvers: {
      Product: {
        inStock: ({ upc }: Product) => rows.inStock[upc],
        shippingEstimate: ({ price, weight }: Product) => {
          if (price === undefined || weight === undefined) return null;
          return price > 1000 ? 0 : Math.floor(weight / 2);
        },
      },
    },
  },
  {
    name: 'products',
    typeDefs: typeDefs('products'),
    resolvers: {
      Query: { topProducts: (_: unknown, { first }: { first: number }) => rows.products.slice(0, first) },
      Product: {
        __resolveReference: ({ upc }: Product) => rows.products.find((product) => product.upc === upc),
      },
    },
  },
  {
    name: 'reviews',
    typeDefs: typeDefs('reviews'),
    resolvers: {
      Review: {
        author: ({ authorId }: Review) => ({ id: authorId, username: 'urigo' }),
        product: ({ productUpc }: Review) => ({ upc: productUpc }),
      },
      User: { reviews: () => reviewsWhere(({ id }) => rows.reviewsOfEveryUser.includes(id)) },
      Product: { reviews: ({ upc }: Product) => reviewsWhere(({ productUpc }) => productUpc === upc) },
    },
  },
]);

test("the query of the field's gateway benchmark gives the answer that every gateway must give", async () => {
  const asked = await ask(graph, read('query.graphql'));
  const expected = JSON.parse(read('expected.json')) as { data: unknown };
  expect(asked.errors).toEqual([]);
  expect(asked.data).toEqual(expected.data);
  expect(JSON.stringify(asked.data)).toBe(JSON.stringify(expected.data));
  expect(asked.requests.length).toBeLessThanOrEqual(8);
});
