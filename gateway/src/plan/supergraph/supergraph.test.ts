import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { loadSupergraph } from './supergraph';
import { SupergraphError } from './supergraph-error';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@inaccessible", "@key"])';

function compose(typeDefs: string): string {
  const service = { name: 'shop-front', url: 'http://shop.example', typeDefs: parse(`${link} ${typeDefs}`) };
  const { supergraphSdl, errors } = composeServices([service]);
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
}

test('subgraphs by the name that they were composed with', () => {
  const { subgraphs } = loadSupergraph(compose('type Query { a: Int }')).joins;
  expect([...subgraphs]).toEqual([['shop-front', { name: 'shop-front', url: 'http://shop.example' }]]);
});

test('the public schema holds nothing inaccessible, the own schema all', () => {
  const { apiSchema, schema } = loadSupergraph(
    compose(`
      type Query { item: Item face: Face a: Int @inaccessible }
      union Item = Seen | Hidden
      interface Face { x: Int }
      interface Mask @inaccessible { x: Int }
      type Seen implements Face & Mask { x: Int }
      type Hidden implements Face @inaccessible { x: Int }`),
  );
  for (const name of ['Hidden', 'Mask', 'join__Graph']) {
    expect(apiSchema.getType(name)).toBeUndefined();
    expect(schema.getType(name)).toBeDefined();
  }
  expect(Object.keys(apiSchema.getQueryType()!.getFields())).toEqual(['item', 'face']);
});

const good = compose('type Query { a: Int }');
test.each([
  ['is not GraphQL', 'type {'],
  ['names no subgraphs', 'type Query { a: Int }'],
  [
    'no public query type',
    good.replaceAll('type Query', 'type Other').replace('query: Query', 'mutation: Other'),
  ],
  ['Unknown type', good.replace('a: Int', 'a: Nowhere')],
])('a supergraph that cannot be served says: %s', (reason, sdl) => {
  expect(() => loadSupergraph(sdl)).toThrow(SupergraphError);
  expect(() => loadSupergraph(sdl)).toThrow(reason);
});

const entity = compose(`
  type Query { me: User }
  type User @key(fields: "id") { id: ID! name(in: String): String team: Team }
  type Team { name: String }`);

/** The entity's supergraph with other arguments of a join directive; the planner aborts on most. */
const joined = (directive: 'key' | 'requires' | 'provides', fieldSet: string): string => {
  const text = JSON.stringify(fieldSet);
  if (directive === 'key') return entity.replace('key: "id"', `key: ${text}`);
  return entity.replace('team: Team', `team: Team @join__field(graph: SHOP_FRONT, ${directive}: ${text})`);
};

test.each([
  ['key', 'id {', 'of User'],
  ['key', '', 'of User'],
  ['key', 'nope', 'of User'],
  ['key', 'team', 'of User'],
  ['key', 'id { x }', 'of User'],
  ['key', 'id } me { id', 'of User'],
  ['key', 'id } } query Other { me { id', 'of User'],
  ['key', 'team { nope }', 'of User'],
  ['key', '... on Nowhere { id }', 'of User'],
  ['key', '...Other', 'of User'],
  ['requires', 'nope {', 'of User.team'],
  ['requires', 'nope', 'of User.team'],
  ['requires', 'name(of: 1)', 'of User.team'],
  ['provides', 'id', 'of User.team'],
] as const)(
  'a supergraph whose %s is "%s" is refused before the planner sees it',
  (kind, fieldSet, place) => {
    const sdl = joined(kind, fieldSet);
    expect(sdl).not.toBe(entity);
    expect(() => loadSupergraph(sdl)).toThrow(SupergraphError);
    expect(() => loadSupergraph(sdl)).toThrow(`${kind} "${fieldSet}" ${place} does not hold`);
  },
);

test.each([
  ['key', 'id team { name }'],
  ['requires', 'name(in: "x") ... on User { id }'],
  ['provides', 'name'],
] as const)('a %s "%s" holds', (kind, fieldSet) => {
  expect(() => loadSupergraph(joined(kind, fieldSet))).not.toThrow();
});

test('two subgraphs of one name are refused', () => {
  const value = /SHOP_FRONT (@join__graph.*)/.exec(entity)!;
  const sdl = entity.replace(value[0], `${value[0]} OTHER ${value[1]}`);
  expect(() => loadSupergraph(sdl)).toThrow(SupergraphError);
  expect(() => loadSupergraph(sdl)).toThrow('two subgraphs "shop-front"');
});
