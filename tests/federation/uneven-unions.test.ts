import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const paid = { __typename: 'Paid', at: 'noon' };
const declined = { __typename: 'Declined', why: { reason: 'EMPTY', detail: { text: 'no funds' } } };
const disputed = { __typename: 'Disputed', by: 'bank', case: { __typename: 'Case', id: 'c1', open: true } };
const orderOf = (outcomes: readonly unknown[]): object => ({ id: '1', log: { outcomes } });

const graph = fixtureGraph([
  {
    name: 'cards',
    typeDefs: `
      type Query { order: Order }
      type Order @key(fields: "id") { id: ID! log: Log @shareable }
      type Log @shareable { outcomes(last: Int): [Outcome!]! }
      union Outcome = Paid | Declined
      type Paid @shareable { at(zone: Zone): String }
      enum Zone { UTC }
      type Declined { why: Why! }
      type Why { reason: Reason! detail: Detail }
      type Detail { text: String }
      enum Reason { EMPTY }`,
    resolvers: { Query: { order: () => orderOf([paid, declined]) } },
  },
  {
    name: 'banks',
    typeDefs: `
      type Query { transfer: Order }
      type Order @key(fields: "id") { id: ID! log: Log @shareable history: Log }
      type Log @shareable { outcomes(last: Int): [Outcome!]! }
      union Outcome = Paid | Disputed
      type Paid @shareable { at(zone: Zone): String }
      enum Zone { UTC }
      type Disputed { by(short: Boolean): String case: Case }
      type Case @key(fields: "id") { id: ID! open: Boolean }`,
    resolvers: {
      Query: { transfer: () => orderOf([disputed, paid]) },
      Order: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        history: () => ({ outcomes: [disputed] }),
      },
    },
  },
  {
    name: 'cases',
    typeDefs: `
      type Case @key(fields: "id") { id: ID! title: String }`,
    resolvers: { Case: { __resolveReference: ({ id }: { id: string }) => ({ id, title: `Case ${id}` }) } },
  },
]);

const outcomes = `outcomes {
  __typename
  ... on Paid { at }
  ... on Declined { why { reason detail { text } } }
  ...Disputed
}`;
const fragment = 'fragment Disputed on Disputed { by(short: $short) case { open title } }';
const told = {
  paid,
  declined,
  disputed: { __typename: 'Disputed', by: 'bank', case: { open: true, title: 'Case c1' } },
};

test.each([
  ['order { log', { order: { log: { outcomes: [told.paid, told.declined] } } }],
  ['transfer { log', { transfer: { log: { outcomes: [told.disputed, told.paid] } } }],
  ['order { history', { order: { history: { outcomes: [told.disputed] } } }],
])('a union whose members not all subgraphs know keeps the fields of each: { %s', async (way, data) => {
  const query = `query ($short: Boolean) { ${way} { ${outcomes} } } } ${fragment}`;
  const asked = await ask(graph, query, { variables: { short: true } });
  expect(asked.errors).toEqual([]);
  expect(asked.data).toEqual(data);
});

test('a subgraph hears nothing of members that it does not know, nor of variables for them', async () => {
  const query = `query ($short: Boolean) { order { log { ${outcomes} } } } ${fragment}`;
  const { requests } = await ask(graph, query, { variables: { short: true } });
  const [first] = requests;
  expect(first).toMatchObject({ subgraph: 'cards', variables: {} });
  expect(first?.query).not.toMatch(/Disputed|Case|short/);
});

test('a member that nobody who is asked can give leaves an object without its fields', async () => {
  const asked = await ask(graph, '{ order { log { outcomes { ... on Disputed { by } } } } }');
  expect(asked).toMatchObject({ data: { order: { log: { outcomes: [{}, {}] } } }, errors: [] });
});
