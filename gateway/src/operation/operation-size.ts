import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** How much an operation asks for, counted with every fragment spread out. */
export interface OperationSize {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly selections: number;
  readonly rootFields: number;
  /** How often one selection set names the same field of the answer, at most. */
  readonly repeats: number;
}

/** A selection, or several side by side. */
interface Measured extends OperationSize {
  /** How often each field of the answer is named side by side. */
  readonly names: ReadonlyMap<string, number>;
}

const nothing: Measured = {
  depth: 0,
  aliases: 0,
  directives: 0,
  selections: 0,
  rootFields: 0,
  repeats: 0,
  names: new Map(),
};

/**
 * Measures each operation of a document that has been parsed and nothing else. Every fragment is measured once,
 * however often it is spread, so fragments that double each other cost nothing to count.
 */
export function sizesOf(document: DocumentNode): readonly OperationSize[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const measured = new Map<string, Measured>();

  const ofSet = (set: SelectionSetNode | undefined): Measured =>
    set ? sum(set.selections.map((selection) => ofSelection(selection))) : nothing;

  const ofSelection = (node: SelectionNode): Measured => {
    const directives = node.directives?.length ?? 0;
    if (node.kind === Kind.FIELD) {
      const below = ofSet(node.selectionSet);
      return {
        depth: below.depth + 1,
        aliases: below.aliases + (node.alias ? 1 : 0),
        directives: below.directives + directives,
        selections: below.selections + 1,
        rootFields: 1,
        repeats: below.repeats,
        names: new Map([[node.alias?.value ?? node.name.value, 1]]),
      };
    }
    const inner = node.kind === Kind.INLINE_FRAGMENT ? ofSet(node.selectionSet) : ofFragment(node.name.value);
    return { ...inner, directives: inner.directives + directives, selections: inner.selections + 1 };
  };

  const ofFragment = (name: string): Measured => {
    const known = measured.get(name);
    if (known) return known;
    // A fragment that contains itself counts as nothing in there: validation refuses it later.
    measured.set(name, nothing);
    const size = ofSet(fragments.get(name)?.selectionSet);
    measured.set(name, size);
    return size;
  };

  return operations.map((operation) => {
    const size = ofSet(operation.selectionSet);
    return { ...size, directives: size.directives + (operation.directives?.length ?? 0) };
  });
}

/** All of them side by side. */
function sum(parts: readonly Measured[]): Measured {
  const names = new Map<string, number>();
  let [depth, aliases, directives, selections, rootFields, repeats] = [0, 0, 0, 0, 0, 0];
  for (const part of parts) {
    depth = Math.max(depth, part.depth);
    aliases += part.aliases;
    directives += part.directives;
    selections += part.selections;
    rootFields += part.rootFields;
    repeats = Math.max(repeats, part.repeats);
    for (const [name, count] of part.names) {
      const total = (names.get(name) ?? 0) + count;
      names.set(name, total);
      repeats = Math.max(repeats, total);
    }
  }
  return { depth, aliases, directives, selections, rootFields, repeats, names };
}
