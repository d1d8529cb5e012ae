import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const account = (id: string) => ({
  id,
  owner: { id: `o${id}`, firm: { code: `f${id}`, country: { iso: 'IT' } } },
});
const accounts = [account('1'), account('2'), { id: '3', owner: null }];

interface Key {
  readonly id?: string;
  readonly owner: { readonly id: string; readonly firm: { readonly code: string } } | null;
}
const find = ({ owner }: Key) => accounts.find((each) => each.owner?.id === owner?.id);

const graph = fixtureGraph([
  {
    name: 'accounts',
    typeDefs: `
      type Query { accounts: [Account] }
      type Account @key(fields: "id") @key(fields: "owner { id firm { code country { iso } } }") { id: ID! owner: Owner }
      type Owner @shareable { id: ID! firm: Firm! }
      type Firm @shareable { code: String! country: Country! }
      type Country @shareable { iso: String! }`,
    resolvers: { Query: { accounts: () => accounts }, Account: { __resolveReference: find } },
  },
  {
    name: 'limits',
    typeDefs: `
      type Account @key(fields: "owner { id firm { code country { iso } } }") { owner: Owner limit: String }
      type Owner @shareable { id: ID! firm: Firm! }
      type Firm @shareable { code: String! country: Country! }
      type Country @shareable { iso: String! }`,
    resolvers: { Account: { limit: ({ owner }: Key) => owner && `${owner.id} ${owner.firm.code}` } },
  },
  {
    name: 'notes',
    typeDefs: `
      type Query { noted: Account }
      type Account @key(fields: "owner { id firm { code country { iso } } }") { owner: Owner @shareable note: String }
      type Owner @shareable { id: ID! firm: Firm! }
      type Firm @shareable { code: String! country: Country! }
      type Country @shareable { iso: String! }`,
    resolvers: { Query: { noted: () => accounts[1] }, Account: { note: () => 'n' } },
  },
]);

const limited = accounts.map((each) => ({
  ...each,
  limit: each.owner && `${each.owner.id} ${each.owner.firm.code}`,
}));

test('a key of three levels is sent as it stands in the data', async () => {
  const asked = await askLikeOracle(graph, '{ accounts { limit } }', { accounts: limited });
  expect(asked.plan).toMatchSnapshot();
  expect(asked.requests[1]?.variables.representations).toEqual(
    accounts.map(({ owner }) => ({ __typename: 'Account', owner })),
  );
});

test.each([
  '{ accounts { owner { firm { code } } limit } }',
  '{ accounts { owner { id: __typename firm { code: __typename country { iso: __typename } } } limit } }',
  '{ accounts { owner: limit limit: owner { id } } }',
])('what the client asks of the same objects does not change the key: %s', async (query) => {
  await askLikeOracle(graph, query, { accounts: limited });
});

test('a nested key leads on to fields under another key', async () => {
  const asked = await askLikeOracle(graph, '{ noted { note id limit } }', {
    noted: { ...limited[1], note: 'n' },
  });
  expect(asked.plan).toMatchSnapshot();
});
