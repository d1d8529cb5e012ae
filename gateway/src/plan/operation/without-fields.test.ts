import { type FieldNode, Kind, parse, print } from 'graphql';
import { withoutFields } from './without-fields';

function planned(text: string, ...omitted: string[]): string | null {
  const document = parse(text);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!;
  const omit = (field: FieldNode): boolean => omitted.includes(field.name.value);
  const left = withoutFields(document, operation, omit);
  if (left) expect(left.document.definitions[0]).toBe(left.operation);
  return left && print(left.document).replace(/\s+/g, ' ');
}

test.each([
  ['{ a b }', '{ a }'],
  ['{ a { b c } }', '{ a { c } }'],
  ['{ a { b } }', '{ a { __typename } }'],
  ['{ a { x { b } ... on T { b } } }', '{ a { x { __typename } __typename } }'],
  ['{ a { ...F } } fragment F on T { b }', '{ a { __typename } }'],
  ['{ a { ...F c } } fragment F on T { b d }', '{ a { ...F c } } fragment F on T { d }'],
  ['{ a ...F } fragment F on T { b ...G } fragment G on T { b { x } }', '{ a }'],
  ['{ a { c ... on T { b } ...F } } fragment F on U { b }', '{ a { c __typename } }'],
  ['query Q($x: Int, $y: Int) { a(x: $x) b(y: $y) }', 'query Q($x: Int) { a(x: $x) }'],
  [
    'query Q { ...F } fragment F on T { c(y: $y) } query Other { a }',
    'query Q { ...F } fragment F on T { c(y: $y) }',
  ],
  ['{ __typename t: __typename ... { __typename } a { __typename } }', '{ a { __typename } }'],
  ['{ __schema { types { name } } __type(name: "T") { name } a }', '{ a }'],
])('%s', (text, expected) => {
  expect(planned(text, 'b')).toBe(expected);
});

test('nothing is left', () => {
  expect(
    planned('{ b __typename ...F } fragment F on Query { b { c } __schema { types { name } } }', 'b'),
  ).toBeNull();
});
