import { composeGraph, CompositionError } from './compose';
import { sortSdl } from './sort-sdl';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@inaccessible"])';

function subgraph(name: string, sdl: string) {
  return { name, url: `http://127.0.0.1/${name}`, sdl: `${link}\n${sdl}` };
}

test('composes subgraphs into what the gateway serves and what clients see', () => {
  const { supergraph, api } = composeGraph([
    subgraph(
      'a',
      'type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! secret: String @inaccessible }',
    ),
    subgraph('b', 'type Thing @key(fields: "id") { id: ID! size: Int }'),
  ]);
  expect(supergraph).toContain('join__Graph');
  expect(api).toContain('size: Int');
  expect(api).not.toMatch(/join__|secret/);
});

test('how long answers may be kept is between a subgraph and its answers', () => {
  const { supergraph, api } = composeGraph([
    subgraph(
      'a',
      `directive @cacheControl(maxAge: Int, scope: CacheControlScope) on FIELD_DEFINITION | OBJECT
       enum CacheControlScope { PUBLIC PRIVATE }
       type Query { thing: Thing @cacheControl(maxAge: 60, scope: PRIVATE) } type Thing @cacheControl(maxAge: 60) { id: ID }`,
    ),
  ]);
  expect(api).toContain('thing: Thing');
  expect(supergraph + api).not.toMatch(/cacheControl/i);
});

test('a composition error names subgraph, type and field', () => {
  const compose = () =>
    composeGraph([
      subgraph(
        'a',
        'type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! size: Int @shareable }',
      ),
      subgraph('b', 'type Thing @key(fields: "id") { id: ID! size: String @shareable }'),
    ]);
  expect(compose).toThrow(CompositionError);
  expect(compose).toThrow(/Thing\.size[^]*"b"/);
});

test('sorting changes the order of definitions and arguments, never a value', () => {
  const sdl = `type B @key(fields: "id") { z(b: Int = 2, a: [Int] = [3, 1]): Int a: Int }
    "first" type A { id: ID }`;
  expect(sortSdl(sdl)).toBe(`"first"
type A {
  id: ID
}

type B @key(fields: "id") {
  a: Int
  z(a: [Int] = [3, 1], b: Int = 2): Int
}
`);
});
