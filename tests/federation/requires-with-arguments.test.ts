import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const rates: Record<string, number> = { USD: 1, EUR: 2, GBP: 3 };
const inCurrency = (usd: number, currency: string) => usd * rates[currency]!;

const best = ({ items }: { items: readonly { averagePrice?: number }[] }) =>
  Math.max(...items.map(({ averagePrice }) => averagePrice ?? 0));

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
        both: Int @requires(fields: "price(currency: \\"EUR\\") category { averagePrice(currency: \\"EUR\\") }")
        rank: Int @requires(fields: "category { rank(of: 3) }")
        items: [Item] @external
        bestOfAll: Int @requires(fields: "items { ... on Category { averagePrice(currency: \\"GBP\\") } }")
        bestInUsd: Int @requires(fields: "items { ... on Category { averagePrice(currency: \\"USD\\") } ... on Note { text } }")
        bestInEur: Int @requires(fields: "items { ... on Category { averagePrice(currency: \\"EUR\\") } }")
      }
      union Item = Category | Note
      type Note @external { text: String }
      type Category @external { averagePrice(currency: String!): Int rank(of: Int): Int }`,
    resolvers: {
      Product: {
        inUsd: ({ price }: { price: number }) => price,
        inEur: ({ price }: { price: number }) => price,
        ofCategoryInUsd: ({ category }: { category: { averagePrice: number } }) => category.averagePrice,
        ofCategoryInEur: ({ category }: { category: { averagePrice: number } }) => category.averagePrice,
        both: ({ price, category }: { price: number; category: { averagePrice: number } }) =>
          price + category.averagePrice,
        rank: ({ category }: { category: { rank: number } }) => category.rank,
        ...Object.fromEntries(['bestOfAll', 'bestInUsd', 'bestInEur'].map((name) => [name, best])),
      },
    },
  },
  {
    name: 'products',
    typeDefs: `
      type Query { products(first: Int): [Product] }
      type Product @key(fields: "upc") { upc: ID! price(currency: String!): Int category: Category items: [Item] }
      union Item = Category | Note
      type Note { text: String }
      type Category { averagePrice(currency: String!): Int rank(of: Int): Int }`,
    resolvers: {
      Query: { products: () => [{ upc: '1' }] },
      Product: {
        price: (_: unknown, { currency }: { currency: string }) => inCurrency(10, currency),
        category: () => ({}),
        items: () => [{ __typename: 'Note', text: 'x' }, { __typename: 'Category' }],
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
  ['{ products { ofCategoryInUsd ofCategoryInEur } }', { ofCategoryInUsd: 30, ofCategoryInEur: 60 }],
  [
    '{ some: products { ofCategoryInEur } products { ofCategoryInUsd both } }',
    { ofCategoryInUsd: 30, both: 80 },
  ],
  ['{ products { category { rank } rank } }', { category: { rank: 1 }, rank: 3 }],
  ['{ products { a: both b: ofCategoryInUsd inUsd inEur } }', { a: 80, b: 30, inUsd: 10, inEur: 20 }],
  ['{ products { bestOfAll bestInUsd bestInEur } }', { bestOfAll: 90, bestInUsd: 30, bestInEur: 60 }],
])('each field gets the value that it requires: %s', async (query, product) => {
  const asked = await ask(graph, query);
  expect(asked.errors).toEqual([]);
  expect(asked.data).toMatchObject({ products: [product] });
});

test('requirements at odds are told in one request, each in a representation of its own', async () => {
  const asked = await ask(graph, '{ products { ofCategoryInUsd inUsd ofCategoryInEur inEur } }');
  expect(asked.plan).toMatchSnapshot();
  expect(asked.requests).toHaveLength(2);
});
