import { type SubgraphResponse } from '@nutgraf/gateway/upstream/subgraph-request';
import { ask, pathsAndCodes } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      scalar JSON
      type Query { me: User all: [User] box: Box pet: Pet }
      union Pet = Dog | Cat
      type Dog { bark: Int }
      type Cat { kittens: [Cat!]! name: String! }
      type Box { x: Int list: [Int] json: JSON inner: Box }
      type User @key(fields: "id") { id: ID! }`,
  },
  { name: 'b', typeDefs: `type User @key(fields: "id") { id: ID! score: Int names: [String!] }` },
]);

const me = { __typename: 'User', id: '1' };
const all = [me, { __typename: 'User', id: '2' }];

type Path = readonly (string | number)[];
const answers = (data: Record<string, unknown>, path: Path): SubgraphResponse => ({
  data,
  errors: [{ message: 'No.', path, extensions: { code: 'FORBIDDEN' } }],
});
const answering = (byName: Record<string, SubgraphResponse>) => ({
  intercept: ({ subgraph }: { subgraph: string }) => Promise.resolve(byName[subgraph] ?? { data: {} }),
});

test.each<[string, unknown, Path, string]>([
  ['at the field', { x: null }, ['box', 'x'], 'box.x'],
  ['below a field that was not asked for', { x: null }, ['box', 'nope'], 'box.x'],
  ['with an index where there is no list', { x: null }, ['box', 0, 'x'], 'box.x'],
  ['below a leaf', { x: null }, ['box', 'x', 'y', 1], 'box.x'],
  ['with an index below a leaf', { x: null }, ['box', 'x', 1], 'box.x'],
  ['at an index of a list', { list: [1, null] }, ['box', 'list', 1], 'box.list.1'],
  ['at an index that the list does not have', { list: [1, null] }, ['box', 'list', 7], 'box.list.1'],
  ['below a null', { inner: null }, ['box', 'inner', 'x'], 'box.inner.x'],
  ['below a null where nothing was asked', { inner: null }, ['box', 'inner', 'nope'], 'box.inner'],
  ['with an index below a null that is no list', { inner: null }, ['box', 'inner', 0, 'x'], 'box.inner'],
  ['with more indices than lists', { list: null }, ['box', 'list', 1, 2, 3], 'box.list.1'],
  ['within a custom scalar that is null', { json: null }, ['box', 'json', 'a', 'b'], 'box.json'],
  ['within a custom scalar that is there', { json: { a: 1 } }, ['box', 'json', 'a'], 'box.json'],
])('an error %s stands at the null beside it', async (_, box, path, expected) => {
  const fields = { x: 'x', list: 'list', json: 'json', inner: 'inner { x }' };
  const query = `{ box { ${fields[Object.keys(box as object)[0] as keyof typeof fields]} } }`;
  const asked = await ask(graph, query, answering({ a: answers({ box }, path) }));
  expect(pathsAndCodes(asked)).toEqual([`${expected} FORBIDDEN`]);
});

test.each<[string, unknown[], Path, readonly string[]]>([
  ['of the whole list', [{ score: null }, { score: 2 }], ['_entities'], ['all.0.score']],
  ['of one entity', [{ score: null }, { score: null }], ['_entities', 1], ['all.1.score']],
  [
    'below a field that was not asked for',
    [{ score: null }, { score: 2 }],
    ['_entities', 0, 'x'],
    ['all.0.score'],
  ],
  ['at an index as text', [{ score: null }, { score: 2 }], ['_entities', '0', 'score'], ['all.0.score']],
  [
    'at an entity that was not asked for',
    [{ score: 1 }, { score: null }],
    ['_entities', 2, 'score'],
    ['all.1.score'],
  ],
  ['below a leaf', [{ score: null }, { score: null }], ['_entities', 0, 'score', 'x', 1], ['all.0.score']],
  ['of one entity that is there whole', [{ score: 1 }, { score: 2 }], ['_entities', 0], ['']],
  ['of the whole list that is there', [{ score: 1 }, { score: 2 }], ['_entities'], ['']],
])('an error of entities %s', async (_, _entities, path, paths) => {
  const a = { data: { all } };
  const asked = await ask(graph, '{ all { score } }', answering({ a, b: answers({ _entities }, path) }));
  expect(asked.data).toEqual({ all: _entities });
  expect(pathsAndCodes(asked)).toEqual(paths.map((each) => `${each} FORBIDDEN`));
});

test('a null that a subgraph propagated within an entity keeps the path at which it began', async () => {
  const b = answers({ _entities: [{ names: null }] }, ['_entities', 0, 'names', 3]);
  const asked = await ask(graph, '{ me { names } }', answering({ a: { data: { me } }, b }));
  expect(pathsAndCodes(asked)).toEqual(['me.names.3 FORBIDDEN']);
});

test('a null that began at what the client did not ask for has the path of what it asked for', async () => {
  const a = answers({ me: null }, ['me', 'id']);
  const asked = await ask(graph, '{ me { names } }', answering({ a }));
  expect(pathsAndCodes(asked)).toEqual(['me FORBIDDEN']);
});

test('a null that began in one of several types keeps its path', async () => {
  const a = answers({ pet: null }, ['pet', 'kittens', 1, 'name']);
  const asked = await ask(
    graph,
    '{ pet { ... on Dog { bark } ... on Cat { kittens { name } } } }',
    answering({ a }),
  );
  expect(pathsAndCodes(asked)).toEqual(['pet.kittens.1.name FORBIDDEN']);
});
