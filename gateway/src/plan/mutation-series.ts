import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { prune, type SingleOperation } from './prune';

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
  for (const [field, wrapped] of rootFields(document, operation.selectionSet.selections)) {
    const key = field.alias?.value ?? field.name.value;
    byKey.set(key, [...(byKey.get(key) ?? []), wrapped]);
  }
  return [...byKey.values()].flatMap((selections) => {
    const single = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
    return prune(document, single, () => false) ?? [];
  });
}

/** Every root field with itself as a selection of its own, the conditions of its fragments kept around it. */
function rootFields(
  document: DocumentNode,
  selections: readonly SelectionNode[],
): readonly (readonly [FieldNode, SelectionNode])[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [[selection, selection] as const];
    const within =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(document, selection.name.value);
    if (!within) return [];
    return rootFields(document, within.selectionSet.selections).map(([field, wrapped]) => {
      if (!selection.directives?.length) return [field, wrapped] as const;
      const selectionSet = { kind: Kind.SELECTION_SET, selections: [wrapped] } as const;
      const { directives } = selection;
      return [field, { kind: Kind.INLINE_FRAGMENT, directives, selectionSet } as const] as const;
    });
  });
}

function fragmentOf(document: DocumentNode, name: string) {
  return document.definitions.find(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  ) as Extract<DocumentNode['definitions'][number], { kind: Kind.FRAGMENT_DEFINITION }> | undefined;
}
