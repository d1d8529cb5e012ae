import { type SubgraphResponse } from '@nutgraf/gateway/upstream/subgraph-request';
import { ask, pathsAndCodes } from './support/ask';
import { fixtureGraph } from './support/fixture-graph';

const graph = fixtureGraph([
  {
    name: 'a',
    typeDefs: `
      scalar JSON
      type Query { users: [User] user: User other: User json: JSON }
      type User @key(fields: "id") { id: ID! name: String tags: [String] friend: User }`,
  },
  {
    name: 'b',
    typeDefs: `type User @key(fields: "id") { id: ID! age: Int address: Address } type Address { city: String }`,
  },
]);

const user = (id: string) => ({ __typename: 'User', id });
const users = [user('1'), user('2'), user('3')];

const answering = (answers: Record<string, unknown>) => ({
  intercept: ({ subgraph }: { subgraph: string }): Promise<SubgraphResponse> =>
    Promise.resolve(answers[subgraph] as SubgraphResponse),
});

const entities = async (b: unknown) =>
  ask(graph, '{ users { age } }', answering({ a: { data: { users } }, b }));

test('fewer entities than asked', async () => {
  const asked = await entities({ data: { _entities: [{ age: 1 }] } });
  expect(asked.data).toEqual({ users: [{ age: 1 }, { age: null }, { age: null }] });
  expect(pathsAndCodes(asked)).toEqual([
    'users.1.age SUBREQUEST_MALFORMED_RESPONSE',
    'users.2.age SUBREQUEST_MALFORMED_RESPONSE',
  ]);
});

test('more entities than asked', async () => {
  const asked = await entities({ data: { _entities: [1, 2, 3, 4, 5].map((age) => ({ age })) } });
  expect(asked).toMatchObject({ data: { users: [{ age: 1 }, { age: 2 }, { age: 3 }] }, errors: [] });
});

test('an entity that is a list, of a wrong type, without its field', async () => {
  const asked = await entities({ data: { _entities: [[], 'x', {}] } });
  expect(asked.data).toEqual({ users: [{ age: null }, { age: null }, { age: null }] });
  expect(asked.errors.map(({ path }) => path?.join('.'))).toEqual(
    [0, 1, 2].map((index) => `users.${index}.age`),
  );
});

test.each([
  ['no list', { data: { _entities: 'x' } }],
  ['an object', { data: { _entities: {} } }],
  ['nothing', { data: {} }],
  [
    'null',
    { data: null, errors: [{ message: 'x', path: ['_entities'], extensions: { code: 'BAD_USER_INPUT' } }] },
  ],
  ['an error without a path', { errors: [{ message: 'x', extensions: { code: 'BAD_USER_INPUT' } }] }],
  [
    'an error with a foreign path beside nulls',
    {
      data: { _entities: [{ age: null }, { age: null }, { age: null }] },
      errors: [{ message: 'x', path: ['nowhere'] }],
    },
  ],
  ['an error with a foreign path', { data: null, errors: [{ message: 'x', path: ['nowhere', 7] }] }],
])('instead of entities %s', async (_, b) => {
  const asked = await entities(b);
  expect(asked.data).toEqual({ users: [{ age: null }, { age: null }, { age: null }] });
  expect(asked.errors.map(({ path }) => path?.join('.'))).toEqual(
    [0, 1, 2].map((index) => `users.${index}.age`),
  );
});

test('an error without a path explains the nulls of its answer, once each', async () => {
  const a = {
    data: { user: { name: null, tags: ['x'] } },
    errors: [{ message: 'Half of it.', extensions: { code: 'BAD_USER_INPUT' } }],
  };
  const asked = await ask(graph, '{ user { name tags } }', answering({ a }));
  expect(pathsAndCodes(asked)).toEqual(['user.name BAD_USER_INPUT']);
});

test('an error without a path that made nothing null is told all the same', async () => {
  const a = {
    data: { user: { name: 'x' } },
    errors: [{ message: 'Beware.', extensions: { code: 'BAD_USER_INPUT' } }],
  };
  const asked = await ask(graph, '{ user { name } }', answering({ a }));
  expect(asked).toMatchObject({
    data: { user: { name: 'x' } },
    errors: [{ message: 'Beware.', extensions: { code: 'BAD_USER_INPUT' } }],
  });
});

test.each([
  ['a list for an object', { user: [{ name: 'x' }] }, 'user'],
  ['a string for an object', { user: 'x' }, 'user'],
  ['an object for a list', { user: { name: 'x', tags: { 0: 'a' } } }, 'user.tags'],
  ['an absent field', { user: { tags: [] } }, 'user.name'],
])('%s', async (_, data, path) => {
  const asked = await ask(graph, '{ user { name tags } }', answering({ a: { data } }));
  expect(pathsAndCodes(asked)).toEqual([`${path} SUBREQUEST_MALFORMED_RESPONSE`]);
});

test('keys of JavaScript are keys like any other, and change nothing', async () => {
  const data: unknown = JSON.parse(
    '{"json":{"__proto__":{"polluted":1}},"user":{"__typename":"User","id":"1","__proto__":{"name":"fake"},"constructor":{"prototype":{"x":1}}}}',
  );
  const asked = await ask(graph, '{ json user { name } }', answering({ a: { data } }));
  expect(JSON.stringify(asked.data)).toBe('{"json":{"__proto__":{"polluted":1}},"user":{"name":null}}');
  expect(pathsAndCodes(asked)).toEqual(['user.name SUBREQUEST_MALFORMED_RESPONSE']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('a batch answer that is null for one, and again for those asked alone: all have errors', async () => {
  const a = { data: { user: { ...user('1'), friend: user('2') }, other: user('3') } };
  const query = '{ user { age friend { address { city } } } other { age address { city } } }';
  const b = {
    data: null,
    errors: [{ message: 'Broken.', path: ['_e0'], extensions: { code: 'BAD_USER_INPUT' } }],
  };
  const asked = await ask(graph, query, answering({ a, b }));
  expect(asked.plan).toMatchSnapshot();
  expect(asked.data).toEqual({
    user: { age: null, friend: { address: null } },
    other: { age: null, address: null },
  });
  expect(asked.errors.map(({ path }) => path?.join('.'))).toEqual([
    'user.age',
    'user.friend.address',
    'other.age',
    'other.address',
  ]);
});

test('ten thousand errors in one answer are told apart in reasonable time', async () => {
  const many = Array.from({ length: 10_000 }, (_, index) => index);
  const a = {
    data: { users: many.map(() => ({ name: null })) },
    errors: many.map((index) => ({
      message: `No ${index}.`,
      path: ['users', index, 'name'],
      extensions: { code: 'BAD_USER_INPUT' },
    })),
  };
  const asked = await ask(graph, '{ users { name } }', answering({ a }));
  expect(asked.errors).toHaveLength(10_000);
  expect(asked.errors[9_999]).toMatchObject({ message: 'No 9999.', path: ['users', 9_999, 'name'] });
});

test('many errors of an entity that stands at many places are not told at each of them', async () => {
  const places = Array.from({ length: 100 }, () => user('1'));
  const errors = Array.from({ length: 1_000 }, (_, index) => ({
    message: `No ${index}.`,
    path: ['_entities', 0, index === 999 ? 'address' : 'age'],
    extensions: { code: 'RATE_LIMITED' },
  }));
  const b = { data: { _entities: [{ age: 1, address: null }] }, errors };
  const asked = await ask(
    graph,
    '{ users { age address { city } } }',
    answering({ a: { data: { users: places } }, b }),
  );
  const nulls = asked.errors.filter(({ path }) => path?.at(-1) === 'address');
  expect(nulls.map(({ path }) => path?.[1])).toEqual(places.map((_, index) => index));
  expect(asked.errors.length).toBeLessThanOrEqual(10_000 + places.length);
});
