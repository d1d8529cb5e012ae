import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type FieldTree, type KeyRename } from '../query-plan';

type GrowingTree = Map<string, GrowingTree>;

/** What a subgraph's operation answers, by response key of its root. */
export interface OperationShape {
  readonly fields: FieldTree;
  /** Type conditions directly below each root field: the types whose entities it asks for. */
  readonly typeConditions: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Reads the shape of an answer off an operation. */
export function operationShape({ definitions }: DocumentNode): OperationShape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const fields: GrowingTree = new Map();
  const typeConditions = new Map<string, Set<string>>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  for (const definition of definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    grow(fields, definition.selectionSet, fragments);
    for (const selection of definition.selectionSet.selections) {
      if (selection.kind === Kind.FIELD) typeConditions.set(keyOf(selection), conditionsOf(selection));
    }
  }
  return { fields, typeConditions };

  function conditionsOf(field: FieldNode): Set<string> {
    const names = (field.selectionSet?.selections ?? []).map((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return selection.typeCondition?.name.value;
      if (selection.kind === Kind.FIELD) return undefined;
      return fragments.get(selection.name.value)?.typeCondition.name.value;
    });
    return new Set(names.filter((name) => name !== undefined));
  }
}

/** The tree as it stands after the renames were applied to the answer. */
export function renamedTree(fields: FieldTree, renames: readonly KeyRename[]): FieldTree {
  if (renames.length === 0) return fields;
  const renamed = copy(fields);
  for (const { path, to } of renames) {
    const keys = path.flatMap((step) => (step.kind === 'key' ? [step.key] : []));
    const last = keys.pop();
    let parent: GrowingTree | undefined = renamed;
    for (const key of keys) parent = parent?.get(key);
    const moved = last === undefined ? undefined : parent?.get(last);
    if (last === undefined || !parent || !moved) continue;
    parent.delete(last);
    parent.set(to, union(parent.get(to), moved));
  }
  return renamed;
}

function grow(
  tree: GrowingTree,
  selectionSet: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      const child: GrowingTree = tree.get(keyOf(selection)) ?? new Map<string, GrowingTree>();
      tree.set(keyOf(selection), child);
      if (selection.selectionSet) grow(child, selection.selectionSet, fragments);
      continue;
    }
    const within = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
    if (within) grow(tree, within.selectionSet, fragments);
  }
}

function keyOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

function copy(tree: FieldTree): GrowingTree {
  return new Map([...tree].map(([key, child]) => [key, copy(child)]));
}

function union(into: GrowingTree | undefined, from: GrowingTree): GrowingTree {
  if (!into) return from;
  for (const [key, child] of from) into.set(key, union(into.get(key), child));
  return into;
}
