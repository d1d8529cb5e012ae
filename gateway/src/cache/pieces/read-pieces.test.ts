import { operationOf, piecesOf, requestOf } from './fixtures/asked-shop';

const twoSelections = `query ($a: [_Any!]!, $b: [_Any!]!) {
  _entities(representations: $a) { ... on Item { id } } e: _entities(representations: $b) { ... on Item { id } } }`;
const entities = piecesOf(requestOf(operationOf(twoSelections), {}, { a: ['1', '2'], b: ['3', '1'] }));
const fields = piecesOf(requestOf(operationOf('{ a: item { id } b: items { id } __proto__: __typename }')));

const data = '"data":{"e":[{"id":"3"}],"_entities":[null,{"id":1.50,"id":2e2}]}';

function read(body: string | Buffer, wanted = [0, 1, 2]) {
  return entities.read(Buffer.from(body), wanted)?.map(({ text, names }) => [text.toString(), ...names]);
}

test('entities are read to the byte, whatever the order of their lists and the whitespace around them', () => {
  expect(read(` { ${data} , "errors" : [ ] , "extensions" : null } `)).toEqual([
    ['null'],
    ['{"id":1.50,"id":2e2}'],
    ['{"id":"3"}'],
  ]);
  expect(read(`{${data},"more":[]}`, [2, 1, 0])).toEqual([
    ['{"id":"3"}'],
    ['null'],
    ['{"id":1.50,"id":2e2}'],
  ]);
});

test('an entity has the names that the subgraph gave to all, and its own in the order in which it was asked for', () => {
  const extensions = '{"apolloCacheTags":["all"],"apolloEntityCacheTags":[["p","q"],[],["é"]],"ftv1":"x"}';
  expect(read(`{"extensions":${extensions},${data}}`)).toEqual([
    ['null', 'all', 'p', 'q'],
    ['{"id":1.50,"id":2e2}', 'all'],
    ['{"id":"3"}', 'all', 'é'],
  ]);
});

test('root fields are read by their keys, with the names that the subgraph gave to all', () => {
  const body = Buffer.from(
    '{"data":{"b":[ 1 ],"\\u005f_proto__":"Query"},"extensions":{"apolloCacheTags":["n"]}}',
  );
  expect(fields.read(body, [1, 2])?.map(({ text, names }) => [text.toString(), ...names])).toEqual([
    ['[ 1 ]', 'n'],
    ['"Query"', 'n'],
  ]);
});

const tags = (extensions: string) => `{${data},"extensions":${extensions}}`;

test.each([
  ['is no JSON', '{'],
  ['is no object', '[]'],
  ['has no data', '{}'],
  ['has data that is null', '{"data":null}'],
  ['has errors', `{${data},"errors":[{"message":"x"}]}`],
  ['has errors that are no list', `{${data},"errors":{}}`],
  ['says data twice', `{"data":null,${data}}`],
  ['says errors twice', `{"errors":[{}],"errors":[],${data}}`],
  ['says a list twice', `{${data.replace('{', '{"e":[],')}}`],
  ['lacks a list', '{"data":{"_entities":[null,null]}}'],
  ['has a list more', `{${data.replace('{', '{"f":[],')}}`],
  ['has null for a list', '{"data":{"_entities":[null,null],"e":null}}'],
  ['has too few entities', '{"data":{"_entities":[null],"e":[null]}}'],
  ['has too many entities', '{"data":{"_entities":[null,null,null],"e":[null]}}'],
  ['has an entity that is a list', '{"data":{"_entities":[null,[]],"e":[null]}}'],
  ['has an entity that is a number', '{"data":{"_entities":[null,1],"e":[null]}}'],
  ['has extensions that are no object', tags('[]')],
  ['has tags that are no list', tags('{"apolloCacheTags":"a"}')],
  ['has tags that are no texts', tags('{"apolloCacheTags":[1]}')],
  ['has a tag that is too long', tags(`{"apolloCacheTags":["${'x'.repeat(500)}"]}`)],
  ['has a control character in a tag', tags('{"apolloCacheTags":["a\\n"]}')],
  ['has tags for fewer entities', tags('{"apolloEntityCacheTags":[["a"],["b"]]}')],
  ['has tags of entities that are no lists', tags('{"apolloEntityCacheTags":["a","b","c"]}')],
  [
    'has a tag of an entity that is too long',
    tags(`{"apolloEntityCacheTags":[[],["${'x'.repeat(500)}"],[]]}`),
  ],
])('an answer that %s is not faultless', (_, body) => {
  expect(read(body)).toBeUndefined();
});

test.each([
  ['lacks a field', '{"data":{"a":1}}'],
  ['has a field more', '{"data":{"a":1,"b":2,"c":3}}'],
  ['has another field', '{"data":{"a":1,"__proto__":2}}'],
  ['has a field twice', '{"data":{"a":1,"b":2,"b":3}}'],
  ['has a tag that is no text', '{"data":{"a":1,"b":2},"extensions":{"apolloCacheTags":[null]}}'],
])('an answer to root fields that %s is not faultless', (_, body) => {
  expect(fields.read(Buffer.from(body), [0, 1])).toBeUndefined();
});

const one = Buffer.from('{"id":"1"}');

function joined(answer: string, wanted: readonly number[], known: readonly (Buffer | undefined)[]) {
  const { body, status } = entities.joinFaulty(known, wanted, { status: 207, body: Buffer.from(answer) });
  expect(status).toBe(207);
  return JSON.parse(body.toString()) as unknown;
}

test('an error keeps its entity, and one that leads nowhere loses its path', () => {
  const answer = {
    data: { _entities: [{ id: null }], e: [{ id: '3' }] },
    errors: [
      { message: 'a', path: ['_entities', 0, 'id'], extensions: { x: 1 } },
      { message: 'b', path: ['_entities', 1, 'id'] },
      { message: 'c', path: ['other', 0] },
      { message: 'd', path: ['e'] },
      { message: 'é' },
      'no error',
    ],
    extensions: { y: 2 },
  };
  expect(joined(JSON.stringify(answer), [1, 2], [one, undefined, undefined, one])).toEqual({
    data: { _entities: [{ id: '1' }, { id: null }], e: [{ id: '3' }, { id: '1' }] },
    errors: [
      { message: 'a', path: ['_entities', 1, 'id'], extensions: { x: 1 } },
      { message: 'b' },
      { message: 'c' },
      { message: 'd', path: ['e'] },
      { message: 'é' },
      'no error',
    ],
    extensions: { y: 2 },
  });
});

test('an entity that is wanted at two places is faulty at both', () => {
  const answer = { data: { _entities: [null], e: [] }, errors: [{ message: 'a', path: ['_entities', 0] }] };
  expect(joined(JSON.stringify(answer), [0], [undefined, one, one, undefined])).toEqual({
    data: { _entities: [null, { id: '1' }], e: [{ id: '1' }, null] },
    errors: [
      { message: 'a', path: ['_entities', 0] },
      { message: 'a', path: ['e', 1] },
    ],
  });
});

test('an entity of which an answer says nothing is neither known nor unknown', () => {
  const nothing = joined('{"data":{"e":[{"id":"3"}]}}', [1, 2], [one, undefined, undefined, one]);
  expect(nothing).toEqual({ data: { _entities: [{ id: '1' }, false], e: [{ id: '3' }, { id: '1' }] } });
});

test('an answer without data is one for all, and its errors keep their places', () => {
  const answer = { data: null, errors: [{ message: 'a', path: ['_entities', 0] }] };
  expect(joined(JSON.stringify(answer), [1], [one, undefined, one, one])).toEqual({
    data: null,
    errors: [{ message: 'a', path: ['_entities', 1] }],
  });
});

test.each(['', 'Bad gateway', '[]', '{"data":{},"errors":{}}'])(
  'what is no GraphQL stays as it is: %s',
  (text) => {
    const answer = { status: 502, body: Buffer.from(text) };
    expect(entities.joinFaulty([one, undefined, one, one], [1], answer)).toBe(answer);
  },
);

test('bytes that are no UTF-8 are replaced where they stand, beside what is known', () => {
  const body = Buffer.from('{"data":{"_entities":[{"id":"\xff"}],"e":[]}}', 'latin1');
  const answer = entities.joinFaulty([one, undefined, one, one], [1], { status: 200, body });
  expect(JSON.parse(answer.body.toString())).toMatchObject({
    data: { _entities: [{ id: '1' }, { id: '\ufffd' }] },
  });
});

test('an error of a root field that was not asked for loses its path, whatever it is called', () => {
  const body =
    '{"data":{"a":null},"errors":[{"message":"x","path":["a",0]},{"message":"y","path":["__proto__"],"__proto__":{"z":1}}]}';
  const answer = fields.joinFaulty([undefined, Buffer.from('1e400'), Buffer.from('"Query"')], [0], {
    status: 200,
    body: Buffer.from(body),
  });
  expect(answer.body.toString()).toBe(
    '{"data":{"a":null,"b":1e400,"__proto__":"Query"},"errors":[{"message":"x","path":["a",0]},{"message":"y","__proto__":{"z":1}}]}',
  );
});
