import { Pool } from 'undici';
import { queries } from './queries';
import {
  type Facts,
  type Inventory,
  type ProductRow,
  reviewsOf,
  type Reviews,
  shapeProduct,
  type UserRow,
} from './shape';

export type Urls = Readonly<Record<'accounts' | 'inventory' | 'products' | 'reviews', string>>;

/** @returns what answers the benchmark's query with seven requests, each entity of a level asked for once */
export function answerTestQuery(urls: Urls): () => Promise<unknown> {
  const accounts = subgraph(urls.accounts);
  const inventory = subgraph(urls.inventory);
  const products = subgraph(urls.products);
  const reviews = subgraph(urls.reviews);

  return async () => {
    const [{ topProducts }, { users }] = await Promise.all([
      products<{ topProducts: ProductRow[] }>(queries.topProducts),
      accounts<{ users: UserRow[] }>(queries.users),
    ]);
    const [stockOfTop, reviewed] = await Promise.all([
      inventory<{ _entities: Inventory[] }>(queries.inventory, {
        representations: topProducts.map(stockKey),
      }),
      reviews<Reviews>(queries.reviews, {
        products: topProducts.map(({ upc }) => ({ __typename: 'Product', upc })),
        users: users.map(({ id }) => ({ __typename: 'User', id })),
      }),
    ]);
    const { upcs, userIds } = mentioned(reviewed);
    const [named, authors] = await Promise.all([
      products<{ _entities: ProductRow[] }>(queries.products, {
        representations: upcs.map((upc) => ({ __typename: 'Product', upc })),
      }),
      accounts<{ _entities: UserRow[] }>(queries.names, {
        representations: userIds.map((id) => ({ __typename: 'User', id })),
      }),
    ]);
    const rows = named._entities.map((row, index) => ({ ...row, upc: upcs[index]! }));
    const stock = await inventory<{ _entities: Inventory[] }>(queries.inventory, {
      representations: rows.map(stockKey),
    });
    const facts: Facts = {
      products: new Map(rows.map((row, index) => [row.upc, shapeProduct(row, stock._entities[index]!)])),
      names: new Map(authors._entities.map(({ name }, index) => [userIds[index]!, name])),
    };
    return {
      users: users.map(({ id, username, name }, index) => ({
        id,
        username,
        name,
        reviews: reviewsOf.user(reviewed.users[index]!.reviews, facts),
      })),
      topProducts: topProducts.map((product, index) => ({
        ...shapeProduct(product, stockOfTop._entities[index]!),
        reviews: reviewsOf.product(reviewed.products[index]!.reviews, facts),
      })),
    };
  };
}

function stockKey({ upc, price, weight }: ProductRow) {
  return { __typename: 'Product', price, weight, upc };
}

/** Products and users that the reviews name, each once. */
function mentioned({ users, products }: Reviews): { upcs: string[]; userIds: string[] } {
  const upcs = new Set<string>();
  const userIds = new Set<string>();
  const ofProduct = (reviews: Reviews['products'][number]['reviews']) => {
    for (const { author } of reviews) {
      userIds.add(author.id);
      for (const { product } of author.reviews) upcs.add(product.upc);
    }
  };
  for (const { reviews } of products) ofProduct(reviews);
  for (const { reviews } of users) {
    for (const { product } of reviews) {
      upcs.add(product.upc);
      ofProduct(product.reviews);
    }
  }
  return { upcs: [...upcs], userIds: [...userIds] };
}

function subgraph(url: string): <Data>(query: string, variables?: object) => Promise<Data> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin);
  const headers = { 'content-type': 'application/json' };
  return async <Data>(query: string, variables?: object) => {
    const { statusCode, body } = await pool.request({
      path: pathname,
      method: 'POST',
      headers,
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await body.json()) as { data: Data };
    if (statusCode !== 200) throw new Error(`${url} answered ${statusCode}.`);
    return answer.data;
  };
}
