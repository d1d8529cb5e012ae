import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
} from 'graphql';

/** A root field, and the same field as a selection that can stand alone. */
export interface RootField {
  readonly field: FieldNode;
  /** The field, with the conditions of the fragments that it stood in around it. */
  readonly selection: SelectionNode;
}

/** The root fields of an operation in order, taken out of their fragments. */
export function rootFields(
  document: DocumentNode,
  selections: readonly SelectionNode[],
): readonly RootField[] {
  return selections.flatMap((selection): readonly RootField[] => {
    if (selection.kind === Kind.FIELD) return [{ field: selection, selection }];
    const within =
      selection.kind === Kind.INLINE_FRAGMENT ? selection : fragmentOf(document, selection.name.value);
    if (!within) return [];
    const inner = rootFields(document, within.selectionSet.selections);
    const { directives } = selection;
    if (!directives?.length) return inner;
    return inner.map(({ field, selection: wrapped }) => {
      const selectionSet = { kind: Kind.SELECTION_SET, selections: [wrapped] } as const;
      return { field, selection: { kind: Kind.INLINE_FRAGMENT, directives, selectionSet } };
    });
  });
}

export function fragmentOf(document: DocumentNode, name: string): FragmentDefinitionNode | undefined {
  return document.definitions.find(
    (definition): definition is FragmentDefinitionNode =>
      definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  );
}
