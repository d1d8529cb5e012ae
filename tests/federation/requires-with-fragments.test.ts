import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

interface Order {
  readonly item: { readonly __typename: string; readonly weight?: number; readonly seats?: number };
  readonly payer: { readonly __typename: string; readonly name: string; readonly vat?: string };
}

const orders = [
  { id: '1', item: { __typename: 'Parcel', weight: 7 }, payer: { __typename: 'Person', name: 'Ada' } },
  { id: '2', item: { __typename: 'Trip', seats: 2 }, payer: { __typename: 'Firm', name: 'Ace', vat: 'IT1' } },
  { id: '3', item: null, payer: { __typename: 'Firm', name: 'Tor', vat: null } },
];
const fee = ({ item }: Pick<Order, 'item'> | { item: null }) =>
  item && `${item.__typename} ${item.weight ?? item.seats}`;
const label = ({ payer }: Pick<Order, 'payer'>) => `${payer.__typename} ${payer.name} ${payer.vat ?? '-'}`;

const graph = fixtureGraph([
  {
    name: 'orders',
    typeDefs: `
      type Query { orders: [Order] }
      type Order @key(fields: "id") { id: ID! item: Item payer: Payer }
      union Item = Parcel | Trip
      interface Payer { name: String! }
      type Parcel @shareable { weight: Int }
      type Trip @shareable { seats: Int }
      type Person implements Payer @shareable { name: String! }
      type Firm implements Payer @shareable { name: String! vat: String }`,
    resolvers: { Query: { orders: () => orders } },
  },
  {
    name: 'fees',
    typeDefs: `
      type Order @key(fields: "id") {
        id: ID!
        item: Item @external
        payer: Payer @external
        fee: String @requires(fields: "item { __typename ... on Parcel { weight } ... on Trip { seats } }")
        label: String @requires(fields: "payer { __typename name ... on Firm { vat } }")
      }
      union Item = Parcel | Trip
      interface Payer { name: String! }
      type Parcel @shareable { weight: Int }
      type Trip @shareable { seats: Int }
      type Person implements Payer @shareable { name: String! }
      type Firm implements Payer @shareable { name: String! vat: String }`,
    resolvers: { Order: { fee, label } },
  },
]);
const data = {
  orders: orders.map((each) => ({ ...each, fee: fee(each as Order), label: label(each as Order) })),
};

test.each([
  ['a union', '{ orders { fee } }'],
  ['an interface', '{ orders { label } }'],
])('fragments of a requirement on %s are sent for the type that is there', async (_, query) => {
  const asked = await askLikeOracle(graph, query, data);
  expect(asked.plan).toMatchSnapshot();
  expect(asked.requests[1]?.variables).toMatchSnapshot();
});

test.each([
  '{ orders { fee label item { ... on Trip { weight: seats } ... on Parcel { seats: weight } } } }',
  '{ orders { label payer { name: __typename ... on Firm { vat: name } } fee } }',
  '{ orders { item { kind: __typename __typename: __typename } fee payer { __typename } label } }',
])("the client's fragments and aliases on the same objects do not change them: %s", async (query) => {
  await askLikeOracle(graph, query, data);
});
