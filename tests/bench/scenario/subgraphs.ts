import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface User {
  readonly id: string;
}
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
  readonly users: readonly User[];
  readonly products: readonly Product[];
  readonly inStock: Readonly<Record<string, boolean>>;
  readonly reviews: readonly Review[];
  readonly reviewsOfEveryUser: readonly string[];
}

const read = (name: string): string => readFileSync(join(__dirname, name), 'utf8');
const rows = JSON.parse(read('data.json')) as Rows;

const reviewsWhere = (keep: (review: Review) => boolean): readonly Review[] => rows.reviews.filter(keep);
const userById = (id: string): User | undefined => rows.users.find((user) => user.id === id);

/** The four subgraphs of the field's gateway benchmark. */
export const benchmarkSubgraphs = [
  {
    name: 'accounts',
    typeDefs: read('accounts.graphql'),
    resolvers: {
      Query: {
        me: () => rows.users[0],
        user: (_: unknown, { id }: User) => userById(id),
        users: () => rows.users,
      },
      User: { __resolveReference: ({ id }: User) => userById(id) },
    },
  },
  {
    name: 'inventory',
    typeDefs: read('inventory.graphql'),
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
    typeDefs: read('products.graphql'),
    resolvers: {
      Query: { topProducts: (_: unknown, { first }: { first: number }) => rows.products.slice(0, first) },
      Product: {
        __resolveReference: ({ upc }: Product) => rows.products.find((product) => product.upc === upc),
      },
    },
  },
  {
    name: 'reviews',
    typeDefs: read('reviews.graphql'),
    resolvers: {
      Review: {
        author: ({ authorId }: Review) => ({ id: authorId, username: 'urigo' }),
        product: ({ productUpc }: Review) => ({ upc: productUpc }),
      },
      User: { reviews: () => reviewsWhere(({ id }) => rows.reviewsOfEveryUser.includes(id)) },
      Product: { reviews: ({ upc }: Product) => reviewsWhere(({ productUpc }) => productUpc === upc) },
    },
  },
];

/** The one operation of the benchmark. */
export const benchmarkQuery = read('query.graphql');

/** What every gateway must answer to it. */
export const benchmarkAnswer = JSON.parse(read('expected.json')) as { readonly data: unknown };
