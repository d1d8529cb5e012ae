import { type SubgraphResponse } from '@nutgraf/gateway/upstream/subgraph-request';
import {
  buildClientSchema,
  getIntrospectionQuery,
  type IntrospectionQuery,
  parse,
  printSchema,
  validate,
} from 'graphql';
import { ask, pathsAndCodes } from './support/ask';
import { askLikeOracle } from './support/ask-like-oracle';
import { fixtureGraph } from './support/fixture-graph';

const thing = { __typename: 'Thing', id: '1', name: 'x', hush: 's', state: 'ON' };

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      type Query { thing(by: By, hushed: Int @inaccessible): Thing item: Item list: [State] hushQuery: Int @inaccessible }
      input By { id: ID hushInput: Int @inaccessible when: State }
      enum State { ON HUSH_STATE @inaccessible }
      union Item = Thing | HushType
      scalar HushScalar @inaccessible
      interface HushFace @inaccessible { id: ID! }
      input HushBy @inaccessible { id: ID }
      type HushType @inaccessible { id: ID! }
      type Thing implements HushFace @key(fields: "id hush") {
        id: ID! name: String hush: String @inaccessible state: State hushed: HushScalar @inaccessible
      }`,
    resolvers: { Query: { thing: () => thing, item: () => thing, list: () => ['ON'] } },
  },
  {
    name: 'b',
    typeDefs: `type Thing @key(fields: "id hush") { id: ID! hush: String size: Int }`,
    resolvers: { Thing: { size: ({ hush }: { hush: string }) => hush.length } },
  },
]);
const { apiSchema } = graph.supergraph;

test('a hidden field may still be a key', async () => {
  const asked = await askLikeOracle(graph, '{ thing { size name } }', { thing: { ...thing, size: 1 } });
  expect(asked.plan).toMatchSnapshot();
  expect(asked.requests[1]?.variables.representations).toEqual([{ __typename: 'Thing', id: '1', hush: 's' }]);
});

test.each([
  ['type', '{ item { ... on HushType { id } } }'],
  ['interface', '{ thing { ... on HushFace { id } } }'],
  ['field', '{ thing { hush } }'],
  ['root field', '{ hushQuery }'],
  ['enum value', '{ thing(by: { when: HUSH_STATE }) { id } }'],
  ['argument', '{ thing(hushed: 1) { id } }'],
  ['input field', '{ thing(by: { hushInput: 1 }) { id } }'],
  ['input type', 'query Q($by: HushBy) { thing { id } }'],
])('an inaccessible %s is not there for clients', (_, query) => {
  expect(validate(apiSchema, parse(query)).length).toBeGreaterThan(0);
});

test.each([
  ['input field', { hushInput: 1 }],
  ['enum value', { when: 'HUSH_STATE' }],
])('nor is an inaccessible %s in a variable', async (_, by) => {
  const query = 'query Q($by: By) { thing(by: $by) { id } }';
  await expect(ask(graph, query, { variables: { by } })).rejects.toThrow('Variable "$by"');
});

test('introspection tells nothing of it', async () => {
  const asked = await ask(graph, getIntrospectionQuery());
  expect(printSchema(buildClientSchema(asked.data as IntrospectionQuery))).not.toMatch(/hush/i);
  const names = ['HushType', 'HushFace', 'HushScalar', 'HushBy', 'join__Graph'];
  const types = names.map((name) => `${name}: __type(name: "${name}") { name }`).join(' ');
  expect((await ask(graph, `{ ${types} }`)).data).toEqual(
    Object.fromEntries(names.map((name) => [name, null])),
  );
});

const told = async (query: string, data: unknown) => {
  const intercept = (): Promise<SubgraphResponse> => Promise.resolve({ data });
  const asked = await ask(graph, query, { intercept });
  expect(JSON.stringify([asked.data, asked.errors])).not.toMatch(/hush/i);
  expect(pathsAndCodes(asked).every((each) => each.endsWith('SUBREQUEST_MALFORMED_RESPONSE'))).toBe(true);
  return [asked.data, asked.errors.map(({ path }) => path?.join('.'))];
};

test.each([
  [
    'a value',
    '{ thing { state } }',
    { thing: { state: 'HUSH_STATE' } },
    { thing: { state: null } },
    'thing.state',
  ],
  ['a value in a list', '{ list }', { list: ['ON', 'HUSH_STATE'] }, { list: ['ON', null] }, 'list.1'],
  ['a name', '{ item { __typename } }', { item: { __typename: 'HushType' } }, { item: null }, 'item'],
  [
    'an alias of the name',
    '{ item { a: __typename } }',
    { item: { __typename: 'HushType' } },
    { item: null },
    'item',
  ],
])('%s that may not be seen is an error that does not say it', async (_, query, answer, data, path) => {
  expect(await told(query, answer)).toEqual([data, [path]]);
});

test('an error at a hidden field that was read as a key does not name it', async () => {
  const error = { message: 'No.', path: ['thing', 'hush'], extensions: { code: 'RATE_LIMITED' } };
  for (const thing of [null, { __typename: 'Thing', id: '1', hush: null, name: 'x' }]) {
    const intercept = (): Promise<SubgraphResponse> => Promise.resolve({ data: { thing }, errors: [error] });
    const asked = await ask(graph, '{ thing { size name } }', { intercept });
    expect(pathsAndCodes(asked)).toEqual([thing ? 'thing.size RATE_LIMITED' : 'thing RATE_LIMITED']);
  }
});
