import { buildSchema, type FieldNode, Kind, type OperationDefinitionNode, parse, print } from 'graphql';
import { compose } from '../http/fixtures/subgraph';
import { loadSupergraph } from '../plan/supergraph/supergraph';
import { AccessRules } from './access-rules';
import { demandsOf } from './demands';
import { type Requirement } from './requirement';

const link = (imports: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ${imports})`;

const people = {
  name: 'people',
  url: 'http://127.0.0.1:1',
  typeDefs: `${link('["@key", "@authenticated", "@policy", {name: "@requiresScopes", as: "@needs"}]')}
    type Query { me: User  node: Node  found: Found  media: Media  open: Open }
    interface Node { id: ID! }
    union Found = User | Open
    type User implements Node @key(fields: "id") @authenticated { id: ID! name: String mail: String @needs(scopes: [["a", "b"], ["c"]]) }
    type Open implements Node @key(fields: "id") {
      id: ID! level: Level price: Money secret: String @authenticated vetoed: String @policy(policies: [["p", "q"], ["r"]])
    }
    enum Level @authenticated { ONE }
    scalar Money @needs(scopes: [["money"]])
    interface Media @key(fields: "id") { id: ID! }
    type Film implements Media @key(fields: "id") { id: ID! }
    type Song implements Media @key(fields: "id") { id: ID! lyrics: String @authenticated }`,
};
const ratings = {
  name: 'ratings',
  url: 'http://127.0.0.1:2',
  typeDefs: `${link('["@key", "@interfaceObject", "@external", "@requires", "@authenticated"]')}
    type Media @key(fields: "id") @interfaceObject { id: ID! rating: Int }
    type Open @key(fields: "id") { id: ID! secret: String @external derived: String @requires(fields: "secret") @authenticated }`,
};

function labelOf(requirement: Requirement): string {
  if (requirement.kind === 'authenticated') return requirement.kind;
  const names = requirement.anyOf.map((all) => all.join('&')).join('|');
  return requirement.kind === 'policy' ? `policy:${names}` : names;
}

function demandsIn(sdl: string, query: string, schema = loadSupergraph(sdl).schema): Record<string, string> {
  const document = parse(query);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const demands = demandsOf(document, operation as OperationDefinitionNode, schema, new AccessRules(schema));
  const label = (field: FieldNode) => print(field).replace(/ \{.*/s, '');
  return Object.fromEntries(
    [...demands].map(([field, all]) => [label(field), [...all].map(labelOf).join(' ')]),
  );
}

const supergraph = compose([people, ratings]);

it.each<[string, string, Record<string, string>]>([
  ['an open field', '{ open { id } }', {}],
  ['a field', '{ open { secret } }', { secret: 'authenticated' }],
  ['an alias', '{ open { x: secret } }', { 'x: secret': 'authenticated' }],
  ['the type a field returns, and all below', '{ me { id } }', { me: 'authenticated', id: 'authenticated' }],
  ['an enum', '{ open { level } }', { level: 'authenticated' }],
  ['a scalar', '{ open { price } }', { price: 'money' }],
  ['scopes under an imported name', '{ me { mail } }', { me: 'authenticated', mail: 'authenticated a&b|c' }],
  ['a policy', '{ open { vetoed } }', { vetoed: 'policy:p&q|r' }],
  ['any type behind an interface', '{ node { id __typename } }', { id: 'authenticated' }],
  ['only the types a fragment leaves', '{ node { ... on Open { id ... on Node { id } } } }', {}],
  ['a type in a union', '{ found { ... on User { name } ... on Open { id } } }', { name: 'authenticated' }],
  [
    'a named fragment',
    '{ found { ...N } } fragment N on Node { ...U } fragment U on User { name }',
    { name: 'authenticated' },
  ],
  [
    'a field that is conditional',
    'query ($x: Boolean!) { open { secret @skip(if: $x) } }',
    { 'secret @skip(if: $x)': 'authenticated' },
  ],
  ['a field computed from others', '{ open { derived } }', { derived: 'authenticated' }],
])('sees %s', (_, query, expected) => {
  expect(demandsIn(supergraph, query)).toEqual(expected);
});

describe('a supergraph that a composer of less care printed', () => {
  const joins = `
    directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
    directive @join__field(graph: String, requires: String) repeatable on FIELD_DEFINITION
    scalar link__Import
    enum link__Purpose { SECURITY EXECUTION }`;
  const schemaWith = (links: string, types: string) =>
    buildSchema(`schema ${links} { query: Query } ${joins} ${types}`, { assumeValidSDL: true });

  it.each([
    ['@link(url: "https://specs.apollo.dev/authenticated/v0.1", as: "auth", for: SECURITY)', 'auth'],
    [
      '@link(url: "https://specs.apollo.dev/authenticated/v0.1", import: [{name: "@authenticated", as: "@in"}])',
      'in',
    ],
    ['@link(url: "https://specs.apollo.dev/federation/v2.5", as: "fed")', 'fed__authenticated'],
    ['@link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@authenticated"])', 'authenticated'],
    ['', 'authenticated'],
  ])('honours the rule by its name under %s', (links, name) => {
    const schema = schemaWith(
      links,
      `directive @${name} on FIELD_DEFINITION type Query { a: Int @${name} b: Int }`,
    );
    expect(demandsIn('', '{ a b }', schema)).toEqual({ a: 'authenticated' });
  });

  it('a field demands what the fields it requires demand', () => {
    const schema = schemaWith(
      '',
      `directive @authenticated on FIELD_DEFINITION
       type Query { a: A }
       type A { b: B  derived: Int @join__field(requires: "b { ... on B { secret } }") }
       type B { secret: Int @authenticated }`,
    );
    expect(demandsIn('', '{ a { derived } }', schema)).toEqual({ derived: 'authenticated' });
  });

  it('an interface that guards what its types leave open is obeyed', () => {
    const schema = schemaWith(
      '',
      `directive @authenticated on INTERFACE
       type Query { node: Node }
       interface Node @authenticated { id: ID }
       type Film implements Node { id: ID }`,
    );
    expect(demandsIn('', '{ node { ... on Film { id } } }', schema)).toEqual({ node: 'authenticated' });
  });

  it('a field that an interface object added demands what the interface says', () => {
    const schema = schemaWith(
      '',
      `directive @authenticated on FIELD_DEFINITION
       type Query { film: Film }
       interface Media { rating: Int @authenticated }
       type Film implements Media { rating: Int @join__field }`,
    );
    expect(demandsIn('', '{ film { rating } }', schema)).toEqual({ rating: 'authenticated' });
  });

  it('is refused when it needs a security feature that is not known', () => {
    const links = '@link(url: "https://specs.apollo.dev/encrypted/v1.0", for: SECURITY)';
    const schema = schemaWith(links, 'type Query { a: Int }');
    expect(() => new AccessRules(schema)).toThrow('security feature "encrypted"');
  });
});

it('walks fragments that double each other in no time', () => {
  const fragments = Array.from(
    { length: 60 },
    (_, i) => `fragment F${i} on Node { ...F${i + 1} ...F${i + 1} }`,
  ).join(' ');
  const query = `{ node { ...F0 } } ${fragments} fragment F60 on Node { id }`;
  expect(demandsIn(supergraph, query)).toEqual({ id: 'authenticated' });
});
