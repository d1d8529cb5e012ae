import { PlanError } from '@nutgraf/gateway/plan/plan-error';
import { ask } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';
import { oracle } from './support/oracle';

const rows = [
  { id: 'r1', code: 'c1', name: 'Ada', load: 3 },
  { id: 'r2', code: 'c2', name: 'Bea', load: 5 },
];
interface Rider {
  readonly id: string;
}
const riders: readonly Rider[] = rows.map((row) => ({
  ...row,
  weight: row.load * 10,
  sign: `${row.name} ${row.load * 10}`,
  twin: () => riders.find(({ id }) => id !== row.id),
  friend: () => riders.find(({ id }) => id !== row.id),
  seat: { row: row.load, next: () => riders.find(({ id }) => id !== row.id) },
}));
const data = { riders, first: riders[0] };
const rowOf = (key: { id?: string; code?: string }) =>
  rows.find(({ id, code }) => id === key.id || code === key.code);
const otherThan = (key: { id?: string; code?: string }) => {
  const id = rowOf(key)?.id === 'r1' ? 'r2' : 'r1';
  return { id, code: rowOf({ id })?.code };
};

const graph = fixtureGraph([
  {
    name: 'list',
    typeDefs: `
      type Query { riders: [Rider!] first: Rider }
      type Rider @key(fields: "id") { id: ID! name: String }`,
    resolvers: {
      Query: { riders: () => rows, first: () => rows[0] },
      Rider: { __resolveReference: rowOf },
    },
  },
  {
    name: 'cards',
    typeDefs: `
      type Rider @key(fields: "id") @key(fields: "code") {
        id: ID! code: ID! load: Int
        name: String @external weight: Int @external
        sign: String @requires(fields: "name weight")
        friend: Rider @requires(fields: "weight")
        seat: Seat @requires(fields: "weight")
      }
      type Seat { row: Int next: Rider }`,
    resolvers: {
      Rider: {
        __resolveReference: (key: { id?: string }) => ({ ...rowOf(key), name: undefined, ...key }),
        sign: ({ name, weight }: { name?: string; weight?: number }) => `${name} ${weight}`,
        friend: (rider: { id?: string; weight?: number }) => (rider.weight ? otherThan(rider) : null),
        seat: (rider: { id?: string; weight?: number }) => ({
          row: (rider.weight ?? NaN) / 10,
          next: otherThan(rider),
        }),
      },
    },
  },
  {
    name: 'scales',
    typeDefs: `
      type Rider @key(fields: "code") {
        code: ID! load: Int @external twin: Rider
        weight: Int @requires(fields: "load")
      }`,
    resolvers: {
      Rider: {
        weight: ({ load }: { load?: number }) => (load === undefined ? -1 : load * 10),
        twin: otherThan,
      },
    },
  },
]);

test.each([
  // The key and what is required come from the same third subgraph.
  '{ riders { weight } }',
  '{ first { name weight } }',
  // Requirements of requirements, with another key each.
  '{ riders { sign } }',
  '{ first { sign weight load code } }',
  '{ riders { id sign twin { weight twin { sign } } } }',
  '{ riders { seat { row } twin { seat { row } } } }',
])('what a chain of requirements needs is asked in order: %s', async (query) => {
  const asked = await ask(graph, query);
  expect(asked.errors).toEqual([]);
  expect(JSON.stringify(asked.data)).toBe(JSON.stringify(await oracle(graph, query, data)));
});

test.each(['{ first { seat { next { seat { row } } } } }', '{ first { friend { sign } } }'])(
  'what leads back to the type that requires it is refused, and never computed from nothing: %s',
  async (query) => {
    await expect(ask(graph, query)).rejects.toThrow(PlanError);
  },
);
