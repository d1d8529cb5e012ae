import { compiled, fetchNode } from '../fixtures/fast-graph';
import { deviation } from '../deviation';
import { readFields } from './read-answer';

const fields = 'id name age score role isPaying meta tags must friends { id }';
const everything = compiled(`{ me { ${fields} } }`, fetchNode('a', `{ me { ${fields} } }`)).program;

const user = {
  ...{ id: '1', name: 'Ada 😀', age: 36, score: 1.5, role: 'READER', isPaying: true },
  ...{ meta: { a: [1, null] }, tags: ['x'], must: 'm', friends: [{ id: '2' }] },
};

/** What the client gets of an answer; `undefined` where it deviates. */
function written(body: string | Buffer, { root, step, write } = everything): unknown {
  if (step?.kind !== 'Fetch') throw new TypeError('It has one fetch.');
  const row = root.newRow();
  try {
    row[step.cell] = readFields(Buffer.from(body), step.layout);
  } catch (error) {
    if (error === deviation) return undefined;
    throw error;
  }
  return JSON.parse(Buffer.from(write(row), 'latin1').toString());
}

function withUser(change: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ data: { me: { ...user, ...change } } });
}

test.each([
  ['as foreseen', JSON.stringify({ data: { me: user } })],
  ['with whitespace', JSON.stringify({ data: { me: user } }, null, 2)],
  [
    'with its keys in another order',
    JSON.stringify({ data: { me: Object.fromEntries(Object.entries(user).reverse()) } }),
  ],
  ['with extensions behind the data', JSON.stringify({ data: { me: user }, extensions: { a: [1] } })],
  ['with extensions before the data', JSON.stringify({ extensions: {}, data: { me: user } })],
  ['with errors that are none', JSON.stringify({ errors: [], data: { me: user } })],
  ['with keys that nobody asked for', withUser({ secret: 's', __typename: 'Film', constructor: null })],
  [
    'with all its characters escaped',
    `{"data":{"me":${JSON.stringify(user).replace('Ada', '\\u0041\\u0064\\u0061')}}}`,
  ],
  ['with whitespace at its end', `${JSON.stringify({ data: { me: user } })}\r\n`],
])('an answer is read %s', (_, body) => {
  expect(written(body)).toEqual({ me: user });
});

test.each([
  ['is not UTF-8', Buffer.from(withUser({ name: '\xff' }), 'latin1')],
  ['begins with a byte order mark', `\ufeff${withUser({})}`],
  ['goes on after its end', `${withUser({})}}`],
  ['ends early', withUser({}).slice(0, -1)],
  ['is empty', ''],
  ['is null', 'null'],
  ['has no data', '{"data":null}'],
  ['has data twice, of which the last counts', `{"data":{"me":null},"data":{}}`],
  ['has an error', JSON.stringify({ data: { me: user }, errors: [{ message: 'x' }] })],
  ['has errors that are no list', JSON.stringify({ data: { me: user }, errors: {} })],
  ['is deeper than answers may be', `{"data":{"me":null},"extensions":${'['.repeat(250)}${']'.repeat(250)}}`],
  [
    'has a value without an end',
    `{"data":{"me":${JSON.stringify(user).replace('"m"', '['.repeat(20_000) + ']'.repeat(20_000))}}}`,
  ],
  ['lacks a field', `{"data":{"me":{"id":"1"}}}`],
  ['has null for what is never null', withUser({ must: null })],
  ['has a null among items that are never null', withUser({ tags: [null] })],
  ['has a null among objects that are never null', withUser({ friends: [null] })],
  ['has a list for an object', JSON.stringify({ data: { me: [user] } })],
  ['has an object for a list', withUser({ friends: { id: '2' } })],
  ['has a number for an ID', withUser({ id: 1 })],
  ['has a value of an enum that clients must not see', withUser({ role: 'SECRET' })],
  ['has an integer that is too large', withUser({ age: 2 ** 31 })],
  ['has a string for a number', withUser({ score: '1.5' })],
  ['has a number for a truth value', withUser({ isPaying: 1 })],
  [
    'has infinity deep in something',
    `{"data":{"me":${JSON.stringify(user).replace('[1,null]', '[1e400]')}}}`,
  ],
])('an answer that %s is left to the careful rooms', (_, body) => {
  expect(written(body)).toBeUndefined();
});

const someone = compiled(
  '{ any { __typename ... on User { id } } }',
  fetchNode('a', '{ any { __typename ... on User { id } ... on Film { title } } }'),
).program;

test.each([
  ['of a type that clients see', '{"__typename":"User","id":"1"}', { __typename: 'User', id: '1' }],
  ['that says its type last', '{"id":"1","__typename":"User"}', { __typename: 'User', id: '1' }],
  ['of a type that clients must not see', '{"__typename":"Film","title":"t"}', undefined],
  ['of a type that nobody knows', '{"__typename":"Nobody","id":"1"}', undefined],
  ['of no type', '{"id":"1"}', undefined],
  ['whose type is no name', '{"__typename":["User"],"id":"1"}', undefined],
  [
    'that is of two types',
    '{"__typename":"Nobody","__typename":"User","id":"1"}',
    { __typename: 'User', id: '1' },
  ],
])('an object %s', (_, any, expected) => {
  expect(written(`{"data":{"any":${any}}}`, someone)).toEqual(expected && { any: expected });
});

test('an object that says another type than the only one that may stand there is left to the careful rooms', () => {
  const me = compiled('{ me { __typename } }', fetchNode('a', '{ me { __typename } }')).program;
  expect(written('{"data":{"me":{"__typename":"User"}}}', me)).toEqual({ me: { __typename: 'User' } });
  expect(written('{"data":{"me":{"__typename":"Film"}}}', me)).toBeUndefined();
});
