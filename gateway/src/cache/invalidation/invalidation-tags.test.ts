import { entityTag, namedTag, subgraphTag, typeTag } from '@nutgraf/contract/cache-stamps';
import { compose } from '../../http/fixtures/subgraph';
import { loadSupergraph } from '../../plan/supergraph/supergraph';
import { GraphTypes } from './graph-types';
import { invalidationTags } from './invalidation-tags';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@shareable", "@interfaceObject"])`;
const url = 'http://127.0.0.1:1';

const types = new GraphTypes(
  loadSupergraph(
    compose([
      {
        name: 'shops',
        url,
        typeDefs: `${link}
          type Query { shop: Shop  item: Item }
          type Shop @key(fields: "id") @key(fields: "town { code } number") { id: ID! town: Town! number: Int! }
          type Town { code: String! name: String }
          interface Item @key(fields: "id") { id: ID! }
          type Book implements Item @key(fields: "id") { id: ID! title: String }
          type Plain { a: Int }`,
      },
      {
        name: 'reviews',
        url,
        typeDefs: `${link} type Item @interfaceObject @key(fields: "id") { id: ID! stars: Int }`,
      },
    ]),
  ),
);

const tagsOf = (body: unknown) => invalidationTags(body, types);
const shop = { kind: 'entity', subgraph: 'shops', type: 'Shop' };

it('each kind has the tag that the gateway gives what it keeps', () => {
  expect(tagsOf({ kind: 'subgraph', subgraph: 'shops' })).toEqual([subgraphTag('shops')]);
  expect(tagsOf({ kind: 'type', subgraph: 'shops', type: 'Query' })).toEqual([typeTag('shops', 'Query')]);
  expect(tagsOf({ kind: 'cache_tag', subgraphs: ['shops', 'reviews'], cache_tag: 'a:1' })).toEqual([
    namedTag('shops', 'a:1'),
    namedTag('reviews', 'a:1'),
  ]);
  expect(tagsOf({ ...shop, key: { id: '1' } })).toEqual([entityTag('shops', 'Shop', { id: '1' })]);
});

it('keys are read as gateways send them, whatever their order', () => {
  expect(tagsOf({ ...shop, key: { __typename: 'Shop', number: 2, town: { name: 'x', code: 'B' } } })).toEqual(
    [entityTag('shops', 'Shop', { town: { code: 'B' }, number: 2 })],
  );
  expect(tagsOf({ ...shop, key: { id: 7 } })).toEqual(tagsOf({ ...shop, key: { id: '7' } }));
});

it('values of several keys may be named together', () => {
  expect(tagsOf({ ...shop, key: { id: '1', number: 2, town: { code: 'B' } } })).toEqual([
    entityTag('shops', 'Shop', { id: '1' }),
    entityTag('shops', 'Shop', { town: { code: 'B' }, number: 2 }),
  ]);
});

it('what may have been asked for in the name of an interface, or of its objects, counts no more either', () => {
  const key = { id: '1' };
  const both = [entityTag('shops', 'Book', key), entityTag('shops', 'Item', key)];
  expect(tagsOf({ kind: 'entity', subgraph: 'shops', type: 'Book', key })).toEqual(both);
  expect(tagsOf({ kind: 'entity', subgraph: 'shops', type: 'Item', key })).toEqual([...both].reverse());
  expect(tagsOf({ kind: 'type', subgraph: 'reviews', type: 'Item' })).toEqual([
    typeTag('reviews', 'Item'),
    typeTag('reviews', 'Book'),
  ]);
});

it('what is named twice is raised once', () => {
  const one = { kind: 'subgraph', subgraph: 'shops' };
  expect(tagsOf([one, one])).toEqual([subgraphTag('shops')]);
});

const faults: readonly (readonly [body: unknown, message: string])[] = [
  [null, 'The body: has to be an object such as {"kind": "subgraph", "subgraph": "products"}.'],
  [{}, 'kind: has to be "subgraph", "type", "entity" or "cache_tag".'],
  [[{ kind: 'all' }], '[0].kind: has to be "subgraph", "type", "entity" or "cache_tag".'],
  [{ kind: 'subgraph' }, 'subgraph: has to be a string.'],
  [{ kind: 'subgraph', subgraph: '' }, 'subgraph: is empty.'],
  [{ kind: 'subgraph', subgraph: 'shops', type: 'Shop' }, 'type: is no field of this kind.'],
  [{ kind: 'subgraph', subgraph: 'shop' }, 'subgraph: There is no subgraph "shop". Did you mean "shops"?'],
  [
    { kind: 'type', subgraph: 'shops', type: 'Shap' },
    'type: The subgraph "shops" has no object or interface type "Shap". Did you mean "Shop"?',
  ],
  [
    { kind: 'type', subgraph: 'reviews', type: 'Shop' },
    'type: The subgraph "reviews" has no object or interface type "Shop".',
  ],
  [
    [
      { kind: 'subgraph', subgraph: 'shops' },
      { ...shop, key: { name: 'x' } },
    ],
    '[1].key: This is no key of "Shop" in the subgraph "shops". There are "id", "town{code}number".',
  ],
  [{ ...shop, key: { id: '1', name: 'x' } }, 'key: This is no key of "Shop"'],
  [{ ...shop, key: { number: 2 } }, 'key: This is no key of "Shop"'],
  [{ ...shop, key: { number: 2, town: {} } }, 'key: This is no key of "Shop"'],
  [{ ...shop, key: 'id' }, 'key: has to be an object with the fields of one @key.'],
  [{ ...shop, key: { id: null } }, 'key.id: is never null.'],
  [{ ...shop, key: { id: true } }, 'key.id: has to be of the type ID.'],
  [{ ...shop, key: { number: '2', town: { code: 'B' } } }, 'key.number: has to be of the type Int.'],
  [{ ...shop, key: { number: 2, town: 'B' } }, 'key.town: has to be an object.'],
  [{ ...shop, key: { number: 2, town: { code: 3 } } }, 'key.town.code: has to be of the type String.'],
  [{ ...shop, key: { id: 'x'.repeat(500) } }, 'key: comes to a tag of more than 500 characters.'],
  [
    { kind: 'entity', subgraph: 'shops', type: 'Plain', key: {} },
    'key: There is no @key of "Plain" in the subgraph "shops". Invalidate the type or a cache_tag instead.',
  ],
  [{ kind: 'cache_tag', subgraphs: [], cache_tag: 'a' }, 'subgraphs: is empty.'],
  [{ kind: 'cache_tag', subgraphs: 'shops', cache_tag: 'a' }, 'subgraphs: has to be a list of names.'],
  [
    { kind: 'cache_tag', subgraphs: ['shops', 'none'], cache_tag: 'a' },
    'subgraphs[1]: There is no subgraph "none".',
  ],
  [{ kind: 'cache_tag', subgraphs: ['shops'], cache_tag: 'a\nb' }, 'cache_tag: has control characters.'],
  [
    { kind: 'cache_tag', subgraphs: ['shops'], cache_tag: 'x'.repeat(500) },
    'cache_tag: comes to a tag of more than 500 characters.',
  ],
];

it.each(faults.map(([body, message]) => [message, body] as const))('%s', (message, body) => {
  expect(() => tagsOf(body)).toThrow(message);
});

it('messages stay short, whatever was sent', () => {
  const long = 'x'.repeat(100_000);
  for (const body of [
    { kind: 'subgraph', subgraph: long },
    { kind: 'type', subgraph: 'shops', type: long },
    { kind: 'subgraph', subgraph: 'shops', [long]: 1 },
    { ...shop, key: { [long]: 1 } },
  ]) {
    expect(() => tagsOf(body)).toThrow(/^.{1,400}$/s);
  }
});

it('takes a thousand at once, which are raised in one call', () => {
  const many = (count: number, type: string) =>
    Array.from({ length: count }, (_, id) => ({ kind: 'entity', subgraph: 'shops', type, key: { id } }));
  expect(tagsOf(many(1_000, 'Shop'))).toHaveLength(1_000);
  expect(() => tagsOf(many(1_001, 'Shop'))).toThrow('The body: has 1001 invalidations; send 1000 at most.');
  expect(() => tagsOf(many(501, 'Book'))).toThrow(
    'The body: comes to 1002 tags, and 1000 are raised at once.',
  );
});
