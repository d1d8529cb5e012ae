import { type SubgraphResponse } from '@nutgraf/gateway/upstream/subgraph-request';
import { ask, pathsAndCodes } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      type Query { soft: Node hard: Node! softs: [Node!] grid: [[Int!]!]! loose: [[Int!]] }
      type Node @key(fields: "id") { id: ID! name: String! nick: String next: Node must: Node! }`,
  },
  { name: 'b', typeDefs: `type Node @key(fields: "id") { id: ID! rank: Int! mood: String }` },
]);

const answering = (answers: Record<string, SubgraphResponse>) => ({
  intercept: ({ subgraph }: { subgraph: string }): Promise<SubgraphResponse> =>
    Promise.resolve(answers[subgraph] ?? { data: {} }),
});

test('a null that is allowed is no error', async () => {
  const asked = await ask(graph, '{ soft { name } }', answering({ a: { data: { soft: null } } }));
  expect(asked).toMatchObject({ data: { soft: null }, errors: [] });
});

test('a null that is not allowed goes up to the nearest parent that may be null', async () => {
  const soft = { must: { must: { name: null } } };
  const asked = await ask(graph, '{ soft { must { must { name } } } }', answering({ a: { data: { soft } } }));
  expect(asked.data).toEqual({ soft: null });
  expect(pathsAndCodes(asked)).toEqual(['soft.must.must.name SUBREQUEST_MALFORMED_RESPONSE']);
});

test('errors from within what became null are gone, the one that caused it stays', async () => {
  const softs = [{ nick: 5, name: null }];
  const asked = await ask(graph, '{ softs { nick name } }', answering({ a: { data: { softs } } }));
  expect(asked.data).toEqual({ softs: null });
  expect(pathsAndCodes(asked)).toEqual(['softs.0.name SUBREQUEST_MALFORMED_RESPONSE']);
});

test('up to the root', async () => {
  const hard = { name: null };
  const asked = await ask(
    graph,
    '{ soft { nick } hard { name } }',
    answering({ a: { data: { soft: { nick: 1 }, hard } } }),
  );
  expect(asked.data).toBeNull();
  expect(pathsAndCodes(asked)).toEqual(['hard.name SUBREQUEST_MALFORMED_RESPONSE']);
});

test('through lists of lists', async () => {
  const loose = [[1, null], [2], null];
  const asked = await ask(graph, '{ loose }', answering({ a: { data: { loose } } }));
  expect(asked.data).toEqual({ loose: [null, [2], null] });
  expect(pathsAndCodes(asked)).toEqual(['loose.0.1 SUBREQUEST_MALFORMED_RESPONSE']);
  const grid = await ask(graph, '{ grid }', answering({ a: { data: { grid: [[1], [null]] } } }));
  expect(grid.data).toBeNull();
  expect(pathsAndCodes(grid)).toEqual(['grid.1.0 SUBREQUEST_MALFORMED_RESPONSE']);
});

test('a null that a subgraph propagated keeps the path at which it began', async () => {
  const error = { message: 'No name.', path: ['softs', 1, 'name'], extensions: { code: 'BAD_USER_INPUT' } };
  const asked = await ask(
    graph,
    '{ softs { full: name } }',
    answering({ a: { data: { softs: null }, errors: [{ ...error, path: ['softs', 1, '__a_full'] }] } }),
  );
  expect(asked.data).toEqual({ softs: null });
  expect(asked.errors).toEqual([
    { message: 'No name.', path: ['softs', 1, 'full'], extensions: { code: 'BAD_USER_INPUT' } },
  ]);
});

test('an entity that is missing a field that may not be null', async () => {
  const a = {
    data: {
      softs: [
        { __typename: 'Node', id: '1' },
        { __typename: 'Node', id: '2' },
      ],
    },
  };
  const b = { data: { _entities: [{ rank: 1 }, { rank: null }] } };
  const asked = await ask(graph, '{ softs { rank } }', answering({ a, b }));
  expect(asked.data).toEqual({ softs: null });
  expect(pathsAndCodes(asked)).toEqual(['softs.1.rank SUBREQUEST_MALFORMED_RESPONSE']);
});
