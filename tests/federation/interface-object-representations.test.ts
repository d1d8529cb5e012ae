import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';
import { oracle } from './support/oracle';

const rows = [
  { __typename: 'Barge', id: '1', name: 'B1', load: 10 },
  { __typename: 'Ferry', id: '2', name: 'F2', load: 20 },
  { __typename: 'Tug', id: '3', name: 'T3', load: 30 },
];
interface Ship {
  readonly id: string;
  readonly label: string;
  readonly port: () => { readonly id: string; readonly guests: () => readonly Ship[] };
}
const ships: readonly Ship[] = rows.map((row) => ({
  ...row,
  label: `${row.name} with ${row.load}`,
  rank: Number(row.id),
  fee: Number(row.id) * 5,
  port: () => ({ id: `p${row.id}`, guests: () => ships.filter(({ id }) => id !== row.id) }),
}));
const data = { ships, ranked: [...ships].reverse(), first: ships[0] };
const byId = ({ id }: { id: string }) => rows.find((row) => row.id === id);

const graph = fixtureGraph([
  {
    name: 'yard',
    typeDefs: `
      type Query { ships: [Ship!]! first: Ship }
      interface Ship @key(fields: "id") { id: ID! name: String! load: Int }
      type Barge implements Ship @key(fields: "id") { id: ID! name: String! load: Int }
      type Ferry implements Ship @key(fields: "id") { id: ID! name: String! load: Int }
      type Tug implements Ship @key(fields: "id") { id: ID! name: String! load: Int }`,
    resolvers: {
      Query: { ships: () => rows, first: () => rows[0] },
      Ship: { __resolveReference: byId },
      Barge: { __resolveReference: byId },
      Ferry: { __resolveReference: byId },
      Tug: { __resolveReference: byId },
    },
  },
  {
    name: 'ranks',
    typeDefs: `
      type Query { ranked: [Ship!]! }
      type Ship @key(fields: "id") @interfaceObject {
        id: ID! name: String! @external load: Int @external
        label: String @requires(fields: "name load")
        rank: Int
        port: Port
      }
      type Port @key(fields: "id") { id: ID! guests: [Ship!] }`,
    resolvers: {
      Query: { ranked: () => ['3', '2', '1'].map((id) => ({ id })) },
      Ship: {
        label: ({ name, load }: { name?: string; load?: number }) => `${name} with ${load}`,
        rank: ({ id }: { id: string }) => Number(id),
        port: ({ id }: { id: string }) => ({ id: `p${id}` }),
      },
      Port: {
        guests: ({ id }: { id: string }) =>
          ['1', '2', '3'].filter((each) => `p${each}` !== id).map((each) => ({ id: each })),
      },
    },
  },
  {
    name: 'fees',
    typeDefs: `
      type Ship @key(fields: "id") @interfaceObject {
        id: ID! rank: Int @external fee: Int @requires(fields: "rank")
      }`,
    resolvers: { Ship: { fee: ({ rank }: { rank?: number }) => (rank !== undefined ? rank * 5 : -1) } },
  },
]);

test.each([
  // What one fragment requires is not sent with the fields of another.
  '{ ranked { ... on Barge { rank } ... on Ferry { fee } ... on Tug { label } } }',
  '{ ranked { fee ... on Barge { label } ... on Tug { label rank } } }',
  // Objects that have not what others require keep their fields.
  '{ ships { name ... on Barge { label fee } ... on Tug { fee } } }',
  '{ ships { fee ... on Barge { rank label } ... on Ferry { label port { id } } } }',
  // The same fields for objects of all types and of one.
  '{ first { fee ... on Ferry { id fee } } }',
  // Their type is asked of its owner below an entity too.
  '{ ships { port { id guests { ... on Tug { rank } } } } }',
  '{ first { port { guests { ... on Ferry { label } ... on Tug { rank } } } } }',
])('each field of an interface object gets what it requires: %s', async (query) => {
  const asked = await ask(graph, query);
  expect(asked.errors).toEqual([]);
  expect(JSON.stringify(asked.data)).toBe(JSON.stringify(await oracle(graph, query, data)));
});

test('what a field requires and is missing makes no other field null', async () => {
  const asked = await ask(graph, '{ ranked { rank label } }', { down: ['yard'] });
  expect(asked.data).toEqual({ ranked: ['3', '2', '1'].map((id) => ({ rank: Number(id), label: null })) });
  expect(asked.errors.map(({ path }) => path?.join('.'))).toEqual(
    [0, 1, 2].map((index) => `ranked.${index}.label`),
  );
});
