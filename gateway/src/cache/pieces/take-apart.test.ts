import { operationOf, piecesOf, requestOf, shopKeys } from './fixtures/asked-shop';
import { takeApart } from './take-apart';

const entities = (fields: string, definitions = '') =>
  `query ($representations: [_Any!]!${definitions}) { _entities(representations: $representations) { ... on Item { ${fields} } } }`;

function entityKeys(text: string, ids = ['1'], usages = {}, values = {}): readonly string[] {
  const pieces = piecesOf(requestOf(operationOf(text, usages), values, { representations: ids }));
  return ids.map((_, index) => pieces.key(index));
}

function fieldKeys(text: string, usages = {}, values = {}): readonly string[] {
  const pieces = piecesOf(requestOf(operationOf(text, usages), values));
  return Array.from({ length: pieces.count }, (_, index) => pieces.key(index));
}

test('a key is short and can be read', () => {
  expect(entityKeys(entities('id'))).toEqual([
    '{"__typename":"Item","id":"1"}\n[]\nquery($v0:[_Any!]!){_entities(representations:$v0){...on Item{id}}}',
  ]);
  expect(fieldKeys('query Q($a: ID) { i: item(id: $a) { id } }', { a: 'b' }, { b: 'x' })).toEqual([
    'Query\n["x"]\nquery($v0:ID){item(id:$v0){id}}',
  ]);
  const long = fieldKeys(`{ item(id: "${'x'.repeat(10_000)}") { id } }`)[0];
  expect(long).toMatch(/^Query\n\[\]\n#[\w-]{43}$/);
});

test.each([
  ['names its variables otherwise', 'query ($n: ID) { item(id: $n) { id } }', { n: 'm' }, { m: '1' }],
  ['is called by a name', 'query Q($id: ID) { item(id: $id) { id } }', { id: 'id' }, { id: '1' }],
  ['has an alias', 'query ($id: ID) { other: item(id: $id) { id } }', { id: 'id' }, { id: '1' }],
  [
    'asks for more beside it',
    'query ($ids: [ID!], $id: ID) { items(ids: $ids) { id } item(id: $id) { id } }',
    { ids: 'ids', id: 'id' },
    { ids: ['9'], id: '1' },
  ],
  [
    'stands in a fragment',
    'query ($id: ID) { ... on Query { item(id: $id) { id } } }',
    { id: 'i' },
    { i: '1' },
  ],
])('a root field has the same key in an operation that %s', (_, text, usages, values) => {
  const plain = fieldKeys('query ($id: ID) { item(id: $id) { id } }', { id: 'id' }, { id: '1' });
  expect(fieldKeys(text, usages, values).at(-1)).toBe(plain[0]);
});

test('an entity has the same key under another alias, beside others and whatever else the operation uses', () => {
  const text = `query ($a: [_Any!]!, $b: [_Any!]!, $n: Int) {
    first: _entities(representations: $a) { ... on Item { label(size: $n) } }
    _entities(representations: $b) { ... on Item { id } } }`;
  const pieces = piecesOf(requestOf(operationOf(text, { n: 'n' }), { n: 5 }, { a: ['1'], b: ['2', '1'] }));
  expect(pieces.key(2)).toBe(entityKeys(entities('id'))[0]);
});

test('a key tells apart whatever may be answered otherwise', () => {
  const field = (text: string, values = {}) => fieldKeys(text, { id: 'id', size: 'size' }, values)[0];
  const byId = 'query ($id: ID) { item(id: $id) { id } }';
  const keys = [
    field(byId, { id: '1' }),
    field(byId, { id: 1 }),
    field(byId, { id: null }),
    field(byId),
    field('query ($id: ID = "1") { item(id: $id) { id } }'),
    field('query ($id: ID = "2") { item(id: $id) { id } }'),
    field('query ($id: ID!) { item(id: $id) { id } }', { id: '1' }),
    field('{ item(id: "1") { id } }'),
    field('{ item(id: "1") { a: id } }'),
    field('{ item(id: "1") { id __typename } }'),
    field('{ item(id: "1") @live { id } }'),
    field('query ($id: ID) { item(id: "1") @live(of: $id) { id } }', { id: '1' }),
    field('query ($id: ID) { item(id: "1") @live(of: $id) { id } }', { id: '2' }),
    field('{ item(id: "1") { ...F } } fragment F on Item { id }'),
    field('{ item(id: "1") { ...F } } fragment F on Item { label }'),
    field('query ($size: Int) { item(id: "1") { ...F } } fragment F on Item { label(size: $size) }', {
      size: 1,
    }),
    field('query ($size: Int) { item(id: "1") { ...F } } fragment F on Item { label(size: $size) }', {
      size: 2,
    }),
    field('query ($id: ID, $size: Int) { item(id: $id, size: $size) { id } }', { id: 1 }),
    field('query ($id: ID, $size: Int) { item(id: $id, size: $size) { id } }', { size: 1 }),
    ...entityKeys(entities('id'), ['1', '2', 'é', 'x'.repeat(300), 'y'.repeat(300)]),
    ...entityKeys(entities('label')),
    ...entityKeys(entities('label(size: $n)', ' $n: Int'), ['1'], { n: 'n' }, { n: 1 }),
    ...entityKeys(entities('label(size: $n)', ' $n: Int'), ['1'], { n: 'n' }, {}),
  ];
  expect(new Set(keys).size).toBe(keys.length);
});

test('a root field that is said twice is one piece, and asked for whole', () => {
  const text = '{ item { id } __typename item { label } }';
  const pieces = piecesOf(requestOf(operationOf(text)));
  expect(pieces.count).toBe(2);
  const { query } = JSON.parse(pieces.requestFor([0]).body.toString()) as { query: string };
  expect(query.replace(/\s+/g, ' ')).toBe('{ item { id } item { label } }');
});

test('who asks for some root fields sends only the fragments and variables that they use', () => {
  const text = `query Q($a: ID, $b: Int = 1, $c: ID) { item(id: $a) { ...A } two: item(size: $b) { ...B } items(ids: [$c]) { id } }
    fragment A on Item { id } fragment B on Item { ...C } fragment C on Item { label(of: [$c]) }`;
  const operation = { ...operationOf(text, { a: 'x', b: 'y', c: 'z' }), operationName: 'Q' };
  const pieces = piecesOf(requestOf(operation, { x: '"é', z: null }));
  const sent = JSON.parse(pieces.requestFor([1]).body.toString()) as { query: string };
  expect({ ...sent, query: sent.query.replace(/\s+/g, ' ') }).toEqual({
    query:
      'query Q($b: Int = 1, $c: ID) { two: item(size: $b) { ...B } } fragment C on Item { label(of: [$c]) } fragment B on Item { ...C }',
    variables: { c: null },
    operationName: 'Q',
  });
  expect(pieces.requestFor([0]).body.toString()).toContain(String.raw`"variables":{"a":"\"é"}`);
});

test('a selection of which no entity is wanted is sent without any', () => {
  const text = `query ($a: [_Any!]!, $b: [_Any!]!) { x: _entities(representations: $a) { ... on Item { id } } _entities(representations: $b) { ... on Item { id } } }`;
  const request = requestOf(operationOf(text), {}, { a: ['1', '2'], b: ['3', 'é'] });
  const part = requestOf(operationOf(text), {}, { a: [], b: ['é', '3'] });
  expect(piecesOf(request).requestFor([3, 2]).body.toString()).toBe(part.body.toString());
});

test('an entity has the tags of its subgraph, its type, and each key that its representation holds whole', () => {
  const representation = (value: object) => {
    const request = requestOf(operationOf(entities('id')));
    const texts = [Buffer.from(JSON.stringify(value)).toString('latin1')];
    const representations = [{ variable: 'representations', texts }];
    return piecesOf({ ...request.parts, operation: request.operation, variables: {}, representations });
  };
  const whole = { number: 1, maker: { name: 'é', of: 2 }, id: '1', __typename: 'Item', sku: 's' };
  expect(representation(whole).typeName(0)).toBe('Item');
  expect(representation(whole).tags(0)).toEqual([
    '/shop',
    '/shop/Item',
    '/shop/Item{"id":"1"}',
    '/shop/Item{"maker":{"name":"é"},"number":1}',
  ]);
  expect(representation({ __typename: 'Item', number: 1, maker: {} }).tags(0)).toEqual([
    '/shop',
    '/shop/Item',
  ]);
  expect(representation({ __typename: 'Thing', id: '1' }).tags(0)).toContain('/shop/Thing{"id":"1"}');
  expect(representation({ __typename: 'constructor', id: '1' }).tags(0)).toEqual([
    '/shop',
    '/shop/constructor',
  ]);
});

test('a root field has the tags of its subgraph, the root type and its own name, whatever its alias', () => {
  const pieces = piecesOf(requestOf(operationOf('{ other: item { id } }')));
  expect(pieces.typeName(0)).toBe('Query');
  expect(pieces.tags(0)).toEqual(['/shop', '/shop/Query', '/shop/Query.item']);
});

test.each([
  ['is no GraphQL', '{'],
  ['has two operations', 'query A { item { id } } query B { item { id } }'],
  ['has no operation', 'fragment F on Item { id }'],
  ['is under a directive', 'query @live { item { id } }'],
  ['skips a root field', 'query ($a: Boolean!) { item @skip(if: $a) { id } }'],
  ['includes a fragment', 'query ($a: Boolean!) { ... @include(if: $a) { item { id } } }'],
  ['spreads a fragment that is not there', '{ ...F }'],
  ['has entities beside root fields', `${entities('id').slice(0, -1)} item { id } }`],
  [
    'has entities under a condition',
    'query ($r: [_Any!]!) { _entities(representations: $r) @live { __typename } }',
  ],
  ['has entities in its own text', '{ _entities(representations: []) { __typename } }'],
  [
    'gives two selections the same entities',
    'query ($r: [_Any!]!) { a: _entities(representations: $r) { __typename } _entities(representations: $r) { __typename } }',
  ],
])('an operation that %s goes past the cache', (_, text) => {
  expect(takeApart(operationOf(text), shopKeys)).toBeUndefined();
});

test('a mutation goes past the cache', () => {
  const mutation = { ...operationOf('mutation { item { id } }'), operationKind: 'mutation' } as const;
  expect(takeApart(mutation, shopKeys)).toBeUndefined();
});
