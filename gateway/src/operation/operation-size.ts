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
}

const nothing: OperationSize = { depth: 0, aliases: 0, directives: 0, selections: 0, rootFields: 0 };

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
  const measured = new Map<string, OperationSize>();

  const ofSet = (set: SelectionSetNode | undefined): OperationSize =>
    (set?.selections ?? []).reduce((sum, selection) => beside(sum, ofSelection(selection)), nothing);

  const ofSelection = (node: SelectionNode): OperationSize => {
    const directives = node.directives?.length ?? 0;
    if (node.kind === Kind.FIELD) {
      const below = ofSet(node.selectionSet);
      const self = {
        depth: below.depth + 1,
        aliases: node.alias ? 1 : 0,
        directives,
        selections: 1,
        rootFields: 1,
      };
      return beside(self, { ...below, depth: 0, rootFields: 0 });
    }
    const inner = node.kind === Kind.INLINE_FRAGMENT ? ofSet(node.selectionSet) : ofFragment(node.name.value);
    return beside(inner, { ...nothing, directives, selections: 1 });
  };

  const ofFragment = (name: string): OperationSize => {
    const known = measured.get(name);
    if (known) return known;
    // A fragment that contains itself counts as nothing in there: validation refuses it later.
    measured.set(name, nothing);
    const size = ofSet(fragments.get(name)?.selectionSet);
    measured.set(name, size);
    return size;
  };

  return operations.map((operation) =>
    beside(ofSet(operation.selectionSet), { ...nothing, directives: operation.directives?.length ?? 0 }),
  );
}

function beside(a: OperationSize, b: OperationSize): OperationSize {
  return {
    depth: Math.max(a.depth, b.depth),
    aliases: a.aliases + b.aliases,
    directives: a.directives + b.directives,
    selections: a.selections + b.selections,
    rootFields: a.rootFields + b.rootFields,
  };
}
