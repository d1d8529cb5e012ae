import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const cell = (id: string) => ({ __typename: 'Cell', id, value: `v${id}`, near: [[id, null], null, []] });
const word = { __typename: 'Word', text: 'w' };
const rows = [[cell('1'), null, cell('2')], [], null, [cell('1')]];
const cubes = [[[cell('1')], [cell('3'), null]], [null], [[]]];
const mixed = [
  [word, cell('4')],
  [null, word],
];

const graph = fixtureGraph([
  {
    name: 'grid',
    typeDefs: `
      type Query { rows: [[Cell]] cubes: [[[Cell]]] mixed: [[Thing]] numbers: [[[Int]]] one: Cell }
      union Thing = Cell | Word
      type Cell @key(fields: "id") { id: ID! }
      type Word { text: String }`,
    resolvers: {
      Query: {
        rows: () => rows,
        cubes: () => cubes,
        mixed: () => mixed,
        numbers: () => [[[1, null], null], []],
        one: () => cell('1'),
      },
    },
  },
  {
    name: 'values',
    typeDefs: `type Cell @key(fields: "id") { id: ID! value: String near: [[ID]] friends: [[Cell]] }`,
    resolvers: {
      Cell: {
        value: ({ id }: { id: string }) => `v${id}`,
        near: ({ id }: { id: string }) => [[id, null], null, []],
        friends: () => [[{ id: '7' }], null],
      },
    },
  },
]);
const data = { rows, cubes, mixed, numbers: [[[1, null], null], []] };

test.each([
  ['of leaves', '{ numbers }'],
  ['of entities', '{ rows { value near id } }'],
  ['of entities, three deep', '{ cubes { value } rows { value } }'],
  ['of members of a union', '{ mixed { ... on Cell { near value } ... on Word { text } __typename } }'],
])('lists of lists keep their shape: %s', async (_, query) => {
  const asked = await askLikeOracle(graph, query, data);
  expect(asked.plan).toMatchSnapshot();
});

test('an entity that stands in many lists is asked for once', async () => {
  const asked = await askLikeOracle(graph, '{ rows { value } cubes { value } }', data);
  const sent = asked.requests.slice(1).flatMap(({ variables }) => Object.values(variables).flat());
  expect(new Set(sent.map((each) => JSON.stringify(each))).size).toBe(3);
});

test('entities in lists of lists that an entity fetch brought', async () => {
  const friends = [[{ value: 'v7' }], null];
  const asked = await askLikeOracle(graph, '{ one { friends { value } } }', { one: { friends } });
  expect(asked.data).toEqual({ one: { friends } });
});
