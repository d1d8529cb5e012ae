import { type DocumentNode, type OperationDefinitionNode, type SelectionNode } from 'graphql';
import { prune, type SingleOperation } from './prune';
import { rootFields } from './root-fields';

/** One operation per root field of an operation, in order. */
export function rootFieldOperations(
  document: DocumentNode,
  operation: OperationDefinitionNode,
): readonly SingleOperation[] {
  const byKey = new Map<string, SelectionNode[]>();
  for (const { field, selection } of rootFields(document, operation.selectionSet.selections)) {
    const key = field.alias?.value ?? field.name.value;
    byKey.set(key, [...(byKey.get(key) ?? []), selection]);
  }
  return [...byKey.values()].flatMap((selections) => {
    const single = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
    return prune(document, single, () => false) ?? [];
  });
}
