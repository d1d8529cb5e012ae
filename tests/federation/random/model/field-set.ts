import { Kind, parse, type SelectionSetNode } from 'graphql';

const parsed = new Map<string, SelectionSetNode>();

/** The selections of a `@key`, `@requires` or `@provides`. */
export function parseFieldSet(fields: string): SelectionSetNode {
  const known = parsed.get(fields);
  if (known) return known;
  const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new SyntaxError(`Not a field set: ${fields}`);
  parsed.set(fields, operation.selectionSet);
  return operation.selectionSet;
}
