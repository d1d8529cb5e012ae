import { buildSchema, Kind, parse, type OperationDefinitionNode } from 'graphql';
import { staticPolicy } from './static-policy';

const schema = buildSchema(
  `directive @cacheControl(maxAge: Int, scope: Scope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  directive @requiresScopes on FIELD_DEFINITION | OBJECT
  enum Scope { PUBLIC PRIVATE }
  scalar _Any
  union _Entity = Book | Plain
  union Text = Full | Teaser
  interface Named { name: String }
  type Query {
    scalar: String
    keptScalar: String @cacheControl(maxAge: 30)
    plain: Plain
    keptPlain: Plain @cacheControl(maxAge: 40)
    book(by: ID): Book
    books: Books
    shelf: Books @cacheControl(maxAge: 50)
    named: Named @cacheControl(maxAge: 45)
    viewer: Reader
    _entities(representations: [_Any!]!): [_Entity]!
  }
  type Mutation { keep: Book @cacheControl(maxAge: 60) }
  type Plain implements Named { name: String old: String @cacheControl(maxAge: 5) other: Plain }
  type Books @cacheControl(inheritMaxAge: true) { nodes: [Book] total: Int }
  type Book implements Named @cacheControl(maxAge: 60) {
    name: String @cacheControl(maxAge: 20)
    title: String
    plain: Plain
    inherits: Plain @cacheControl(inheritMaxAge: true)
    page: Books
    text: Text @cacheControl(maxAge: 60, scope: PRIVATE)
    open: Text @cacheControl(maxAge: 60)
    price: String @requiresScopes
  }
  type Full @cacheControl(inheritMaxAge: true) { all: String }
  type Teaser @cacheControl(inheritMaxAge: true) { some: String book: Book @cacheControl(maxAge: 10) }
  type Reader @cacheControl(maxAge: 60, scope: PRIVATE) { email: String }`,
  { assumeValidSDL: true },
);

function policy(text: string) {
  const document = parse(text);
  const operation = document.definitions.find(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  );
  if (!operation) throw new Error('No operation.');
  return staticPolicy(schema, document, operation);
}

test.each([
  ['a scalar of the root', '{ scalar }', 0],
  ['a scalar of the root that says so', '{ keptScalar }', 30],
  ['objects whose type says nothing', '{ plain { name } }', 0],
  ['objects by their field', '{ keptPlain { name } }', 40],
  ['objects by their type', '{ book { title } }', 60],
  ['a field that says less than its object', '{ book { title name } }', 20],
  ['objects below that say nothing', '{ book { title plain { name } } }', 0],
  ['objects below as long as above, by their field', '{ book { inherits { name } } }', 60],
  ['objects below as long as above, by their type', '{ shelf { total } }', 50],
  ['what inherits at the root', '{ books { total } }', 0],
  ['the least of several fields', '{ book { title } keptScalar keptPlain { name old } }', 5],
  [
    'what depends on a variable, as if it were asked for',
    'query ($v: Boolean!) { book { title plain @include(if: $v) { name } } }',
    0,
  ],
  ['each type that an object may have', '{ named { name } }', 20],
  [
    'one type that an object may have',
    '{ book { open { ... on Full { all } ... on Teaser { book { title } } } } }',
    10,
  ],
  [
    'a named fragment',
    '{ book { ...B } } fragment B on Book { title page { nodes { ...N } } } fragment N on Named { name }',
    20,
  ],
  ['a fragment without a type', '{ ... @include(if: true) { book { ... { name } } } }', 20],
  ['entities by their type', '{ _entities(representations: []) { ... on Book { title } } }', 60],
  [
    'entities by each of their types',
    '{ _entities(representations: []) { ... on Book { title } ... { ... on Plain { name } } } }',
    0,
  ],
  [
    'entities by a named fragment',
    '{ _entities(representations: []) { ...B } } fragment B on Book { title }',
    60,
  ],
  ['entities of whatever type', '{ _entities(representations: []) { __typename } }', 0],
  ['nothing but its name', '{ __typename }', 0],
  ['the name of an object', '{ book { __typename title } }', 60],
  ['the schema', '{ book { title } __schema { queryType { name } } }', 0],
  ['a mutation', 'mutation { keep { title } }', 0],
])('%s: %s is kept for %d s', (_what, text, maxAge) => {
  expect(policy(text).maxAge).toBe(maxAge);
});

test.each([
  ['what everybody may see', '{ book { title open { ... on Full { all } } } }', false],
  ['a field that says so', '{ book { text { ... on Full { all } } } }', true],
  ['a type that says so', '{ viewer { __typename } }', true],
  ['a field that is not for all', '{ book { price } }', true],
])('%s: whether %s is private', (_what, text, isPrivate) => {
  expect(policy(text).isPrivate).toBe(isPrivate);
});

test('what looks something up is known by the names that the answer has', () => {
  const { lookups } = policy(
    '{ a: book(by: 1) { title } ...Q keptPlain { name } } fragment Q on Query { book { title } }',
  );
  expect(lookups).toEqual(['a', 'book']);
});

test('an operation that spreads fragments in fragments is understood once', () => {
  const fragments = Array.from(
    { length: 40 },
    (_, n) => `fragment F${n} on Book { ...F${n + 1} ... { ...F${n + 1} } }`,
  );
  expect(policy(`{ book { ...F0 } } ${fragments.join(' ')} fragment F40 on Book { name }`).maxAge).toBe(20);
});
