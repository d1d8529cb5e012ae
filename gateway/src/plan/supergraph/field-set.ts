import { type OperationDefinitionNode, parse, print, type SelectionSetNode } from 'graphql';

/** A field set as a selection set (Federation, `FieldSet`). */
export function parseFieldSet(text: string): SelectionSetNode {
  const [operation] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  return (operation as OperationDefinitionNode).selectionSet;
}

/** @param set without arguments, whose strings would lose their spaces. */
export function printFieldSet(set: SelectionSetNode): string {
  return print(set).slice(1, -1).replace(/\s+/g, ' ').trim();
}
