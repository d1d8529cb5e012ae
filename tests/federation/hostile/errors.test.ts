import { hostileGraph, json } from './hostile-graph';

const graph = hostileGraph();
const query = '{ kept thing { name tags } }';
const code = 'RATE_LIMITED';
const at = (path: unknown) => ({ message: 'No.', path, extensions: { code } });

/** A null beside an error that should explain it. */
const askWith = (errors: unknown) =>
  graph.ask(query, json({ data: { thing: { name: null, tags: [] } }, errors }));
const answer = { kept: 'kept', thing: { name: null, tags: [] } };

test.each<[string, unknown]>([
  ['a string', 'SELECT * FROM secrets'],
  ['null', null],
  ['a number', 7],
  ['a list', [['x']]],
  ['an empty object', {}],
  ['without a message', { extensions: {} }],
  ['with a message that is no string', { message: { sql: 'SELECT * FROM secrets' } }],
  ['with extensions that are a list', { message: 'SELECT * FROM secrets', extensions: [code] }],
  ['with extensions that are a string', { message: 'SELECT * FROM secrets', extensions: code }],
  ['with null for extensions', { message: 'SELECT * FROM secrets', extensions: null }],
  ['with a code that is no string', { message: 'SELECT * FROM secrets', extensions: { code: [code] } }],
  [
    'with a code called by the prototype',
    '{"message":"SELECT * FROM x","extensions":{"__proto__":{"code":"X"}}}',
  ],
])('an error that is %s is masked, and stands at the null', async (_, error) => {
  const entry: unknown = typeof error === 'string' && error.startsWith('{') ? JSON.parse(error) : error;
  expect(await askWith([entry])).toEqual({ data: answer, faults: ['INTERNAL_SERVER_ERROR thing name'] });
});

test.each<[string, unknown]>([
  ['of its own', 'SOLD_OUT'],
  ['that is empty', ''],
  ['of 100 letters', 'X'.repeat(100)],
  ['called like a method', 'toString'],
])('a code %s is a code', async (_, own) => {
  const error = { message: 'No.', path: ['thing', 'name'], extensions: { code: own } };
  expect(await askWith([error])).toEqual({ data: answer, faults: [`${String(own)} thing name`] });
});

test.each<[string, unknown]>([
  ['no path', undefined],
  ['null', null],
  ['a string', 'thing.name'],
  ['an object', { 0: 'thing', 1: 'name', length: 2 }],
  ['an empty list', []],
  ['objects in it', [{ key: 'thing' }, 'name']],
  ['lists in it', [['thing'], 'name']],
  ['a float in it', ['thing', 0.5]],
  ['a negative index', ['thing', -1, 'name']],
  ['an index beyond all', ['thing', Number.MAX_SAFE_INTEGER, 'name']],
  ['an index beyond 2^53', ['thing', 2 ** 60]],
  ['true in it', ['thing', true]],
  ['null in it', ['thing', null]],
  ['10,000 entries', Array.from({ length: 10_000 }, () => 'thing')],
  ['100,000 indices', ['thing', ...Array.from({ length: 100_000 }, () => 0)]],
  ['names of JavaScript', ['__proto__', 'constructor', 'thing']],
  ['names of JavaScript below', ['thing', '__proto__', 'name']],
  ['another field', ['kept']],
  ['a field that nobody may see', ['secret']],
])('an error with %s for its path stands at the null that it explains', async (_, path) => {
  expect(await askWith([at(path)])).toEqual({ data: answer, faults: [`${code} thing name`] });
});

test.each<[string, unknown]>([
  ['10,000 names', ['thing', ...Array.from({ length: 10_000 }, () => 'inner')]],
  ['100,000 indices', ['thing', ...Array.from({ length: 100_000 }, () => 0)]],
  ['100,000 indices of a list', ['things', ...Array.from({ length: 100_000 }, () => 0)]],
])('a path of %s below a null leads nowhere', async (_, path) => {
  const asked = await graph.ask(
    '{ kept thing { name } things { name } }',
    json({ data: { thing: null, things: null }, errors: [at(path)] }),
  );
  expect(asked).toEqual({
    data: { kept: 'kept', thing: null, things: null },
    faults: [`${code} thing`, `${code} things`],
  });
});

test('an error tells nothing that only developers should read', async () => {
  const error = {
    message: 'No.',
    path: ['thing', 'name'],
    locations: [{ line: 7777, column: 7777 }],
    extensions: {
      code,
      stacktrace: ['at secret.ts:1'],
      exception: { sql: 'SELECT * FROM secrets' },
      debugMessage: 'SELECT * FROM secrets',
      http: { status: 500, headers: { 'set-cookie': 'a=b' } },
    },
    secret: 'x',
  };
  expect(await askWith([error])).toEqual({ data: answer, faults: [`${code} thing name`] });
});

test('100,000 errors for one place are one error', async () => {
  const errors = Array.from({ length: 100_000 }, () => at(['thing', 'name']));
  expect(await askWith(errors)).toEqual({ data: answer, faults: [`${code} thing name`] });
});

test('what an error says is bounded, for it is told wherever the error is', async () => {
  const long = 'x'.repeat(1_000_000);
  const error = { message: long, path: ['thing', 'name'], extensions: { code, long, list: [long] } };
  expect(await askWith([error])).toEqual({ data: answer, faults: [`${code} thing name`] });
});
