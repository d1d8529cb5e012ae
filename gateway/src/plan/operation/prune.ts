import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';

/** A document with one operation and the fragments that it uses. */
export interface SingleOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** @param atRoot whether the selection stands in the operation's own selection set, inline fragments included. */
export type DropSelection = (selection: SelectionNode, atRoot: boolean) => boolean;

/**
 * One operation without the selections that `drop` names. What is empty then goes too: fragments, their
 * spreads, variables. A field that loses all its subfields asks `__typename` instead, for its lists still
 * have a length and its objects are still there or not; so do selections that lose a fragment. Fragments must
 * not be cyclic.
 * @returns `null` when nothing is left.
 */
export function prune(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  drop: DropSelection,
): SingleOperation | null {
  const pruner = new Pruner(document, drop);
  const pruned = pruner.prune(operation.selectionSet, true);
  if (!pruned) return null;
  const fragments = pruner.keptFragments();
  const used = variablesUsed([pruned, ...fragments]);
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  const kept: OperationDefinitionNode = { ...operation, variableDefinitions, selectionSet: pruned };
  return { document: { kind: Kind.DOCUMENT, definitions: [kept, ...fragments] }, operation: kept };
}

class Pruner {
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #pruned = new Map<string, FragmentDefinitionNode | null>();
  readonly #drop: DropSelection;

  constructor(document: DocumentNode, drop: DropSelection) {
    this.#drop = drop;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  prune(selectionSet: SelectionSetNode, atRoot: boolean): SelectionSetNode | null {
    let hasLostFragment = false;
    const selections = selectionSet.selections.flatMap((selection) => {
      const kept = this.#drop(selection, atRoot) ? undefined : this.#keep(selection, atRoot);
      if (kept === null) hasLostFragment = true;
      return kept ?? [];
    });
    if (selections.length === 0) return null;
    // What stands in a lost fragment is still printed, so it must be known whose it is.
    const more = hasLostFragment && !atRoot ? onlyTypename.selections : [];
    return { ...selectionSet, selections: [...selections, ...more] };
  }

  keptFragments(): FragmentDefinitionNode[] {
    return [...this.#pruned.values()].filter((fragment) => fragment !== null);
  }

  /** `null` for a fragment that is empty now. */
  #keep(selection: SelectionNode, atRoot: boolean): SelectionNode | null {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#fragment(selection.name.value) && selection;
    if (!selection.selectionSet) return selection;
    const isField = selection.kind === Kind.FIELD;
    const pruned = this.prune(selection.selectionSet, atRoot && !isField);
    if (pruned) return { ...selection, selectionSet: pruned };
    return isField ? { ...selection, selectionSet: onlyTypename } : null;
  }

  #fragment(name: string): FragmentDefinitionNode | null {
    const known = this.#pruned.get(name);
    if (known !== undefined) return known;
    const fragment = this.#fragments.get(name);
    const selectionSet = fragment ? this.prune(fragment.selectionSet, false) : null;
    const pruned = fragment && selectionSet ? { ...fragment, selectionSet } : null;
    this.#pruned.set(name, pruned);
    return pruned;
  }
}

const onlyTypename: SelectionSetNode = {
  kind: Kind.SELECTION_SET,
  selections: [{ kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }],
};

function variablesUsed(nodes: readonly (SelectionSetNode | FragmentDefinitionNode)[]): Set<string> {
  const names = new Set<string>();
  for (const node of nodes) visit(node, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}
