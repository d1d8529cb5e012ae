import { PlanError } from '@nutgraf/gateway/plan/plan-error';
import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const inCurrency = (usd: number, currency: string) => (currency === 'EUR' ? usd * 2 : usd);

const graph = fixtureGraph([
  {
    name: 'exports',
    typeDefs: `
      type Product @key(fields: "upc") {
        upc: ID!
        price(currency: String!): Int @external
        category: Category @external
        inUsd: Int @requires(fields: "price(currency: \\"USD\\")")
        inEur: Int @requires(fields: "price(currency: \\"EUR\\")")
        ofCategoryInUsd: Int @requires(fields: "category { averagePrice(currency: \\"USD\\") }")
        ofCategoryInEur: Int @requires(fields: "category { averagePrice(currency: \\"EUR\\") }")
        rank: Int @requires(fields: "category { rank(of: 3) }")
      }
      type Category @external { averagePrice(currency: String!): Int rank(of: Int): Int }`,
    resolvers: {
      Product: {
        inUsd: ({ price }: { price: number }) => price,
        inEur: ({ price }: { price: number }) => price,
        ofCategoryInUsd: ({ category }: { category: { averagePrice: number } }) => category.averagePrice,
        ofCategoryInEur: ({ category }: { category: { averagePrice: number } }) => category.averagePrice,
        rank: ({ category }: { category: { rank: number } }) => category.rank,
      },
    },
  },
  {
    name: 'products',
    typeDefs: `
      type Query { products(first: Int): [Product] }
      type Product @key(fields: "upc") { upc: ID! price(currency: String!): Int category: Category }
      type Category { averagePrice(currency: String!): Int rank(of: Int): Int }`,
    resolvers: {
      Query: { products: () => [{ upc: '1' }] },
      Product: {
        price: (_: unknown, { currency }: { currency: string }) => inCurrency(10, currency),
        category: () => ({}),
      },
      Category: {
        averagePrice: (_: unknown, { currency }: { currency: string }) => inCurrency(30, currency),
        rank: (_: unknown, { of }: { of?: number }) => of ?? 1,
      },
    },
  },
]);

test.each([
  ['{ products { price(currency: "EUR") inUsd inEur } }', { price: 20, inUsd: 10, inEur: 20 }],
  [
    '{ products { ofCategoryInUsd category { averagePrice(currency: "EUR") } } }',
    { ofCategoryInUsd: 30, category: { averagePrice: 60 } },
  ],
  [
    '{ products { category { averagePrice(currency: "EUR") usd: averagePrice(currency: "USD") } ofCategoryInUsd } }',
    { category: { averagePrice: 60, usd: 30 }, ofCategoryInUsd: 30 },
  ],
  [
    '{ products(first: 1) { ofCategoryInEur inUsd category { rank(of: 2) } rank } }',
    { ofCategoryInEur: 60, inUsd: 10, category: { rank: 2 }, rank: 3 },
  ],
])("a client's arguments are not those of a requirement: %s", async (query, product) => {
  const asked = await ask(graph, query);
  expect(asked.errors).toEqual([]);
  expect(JSON.stringify(asked.data)).toBe(JSON.stringify({ products: [product] }));
});

test.each([
  ['{ products { ofCategoryInUsd ofCategoryInEur } }', 'products.category.averagePrice'],
  ['{ some: products { ofCategoryInUsd ofCategoryInEur } }', 'some.category.averagePrice'],
  ['{ products { category { rank } rank } }', 'products.category.rank'],
])('what the planner would give wrong is refused with the name of the field: %s', async (query, field) => {
  const asked = ask(graph, query);
  await expect(asked).rejects.toThrow(PlanError);
  await expect(asked).rejects.toThrow(`"${field}"`);
});
