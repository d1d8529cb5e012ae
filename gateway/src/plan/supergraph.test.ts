import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { loadSupergraph } from './supergraph';
import { SupergraphError } from './supergraph-error';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@inaccessible"])';

function compose(typeDefs: string): string {
  const service = { name: 'shop-front', url: 'http://shop.example', typeDefs: parse(`${link} ${typeDefs}`) };
  const { supergraphSdl, errors } = composeServices([service]);
  if (!supergraphSdl) throw new Error(String(errors));
  return supergraphSdl;
}

test('subgraphs by the name that they were composed with', () => {
  const { subgraphs } = loadSupergraph(compose('type Query { a: Int }'));
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
