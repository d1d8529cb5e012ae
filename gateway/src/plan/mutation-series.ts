import { type DocumentNode, type OperationDefinitionNode, type SelectionNode } from 'graphql';
import { prune, type SingleOperation } from './prune';
import { rootFields } from './root-fields';

/**
 * One operation per root field of a mutation, in order. The planner fetches the entities of one root field
 * beside the next mutation, while the root fields of a mutation, subfields included, are to be executed one
 * after the other (GraphQL specification, 6.2.2).
 */
export function mutationSeries(
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
