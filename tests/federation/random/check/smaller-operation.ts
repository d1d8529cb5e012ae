import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type InlineFragmentNode,
  Kind,
  parse,
  print,
  visit,
} from 'graphql';

/** The document with its `at`th change that makes it smaller or simpler; `undefined` after the last. */
export function smaller(query: string, at: number): string | undefined {
  const document = parse(query, { noLocation: true });
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  let index = 0;
  let isFound = false;
  const isNext = (): boolean => (isFound ? false : (isFound = index++ === at));
  const gone = (): null | undefined => (isNext() ? null : undefined);
  const changed: DocumentNode = visit(document, {
    Field: (node) => {
      if (isNext()) return null;
      return node.alias && isNext() ? { ...node, alias: undefined } : undefined;
    },
    FragmentSpread: ({ name }) => {
      if (isNext()) return null;
      return isNext() ? spreadHere(fragments.get(name.value)) : undefined;
    },
    SelectionSet: (node) => {
      const fragment = node.selections.find((each) => each.kind === Kind.INLINE_FRAGMENT && isNext());
      if (fragment?.kind !== Kind.INLINE_FRAGMENT) return undefined;
      const selections = node.selections.flatMap((each) =>
        each === fragment ? fragment.selectionSet.selections : each,
      );
      return { ...node, selections };
    },
    InlineFragment: gone,
    Directive: gone,
    Argument: gone,
    ObjectField: gone,
  });
  return isFound ? print(withoutUnused(changed)) : undefined;
}

function spreadHere(fragment: FragmentDefinitionNode | undefined): InlineFragmentNode | undefined {
  if (!fragment) return undefined;
  const { typeCondition, selectionSet } = fragment;
  return { kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet };
}

/** Without fragments and variables that nothing names any more. */
function withoutUnused(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    FragmentSpread: ({ name }) => void used.add(`...${name.value}`),
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(name.value),
  });
  let isChanged = false;
  const kept: DocumentNode = visit(document, {
    FragmentDefinition: ({ name }) => (used.has(`...${name.value}`) ? undefined : ((isChanged = true), null)),
    VariableDefinition: ({ variable }) =>
      used.has(variable.name.value) ? undefined : ((isChanged = true), null),
  });
  return isChanged ? withoutUnused(kept) : kept;
}
