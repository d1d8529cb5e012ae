import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLSchema,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type AccessRules } from './access-rules';
import { type Requirement } from './requirement';

/** Fields of one operation that demand something of the caller, with all that they demand. */
export type Demands = ReadonlyMap<FieldNode, ReadonlySet<Requirement>>;

/**
 * Walks a valid operation. A field on an interface demands what the interface says and what any object type says
 * that can stand there: which one it will be is only known after the fetch, and then it is too late.
 */
export function demandsOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  schema: GraphQLSchema,
  rules: AccessRules,
): Demands {
  const demands = new Map<FieldNode, Set<Requirement>>();
  const fragments = new Map(
    document.definitions.flatMap((node) =>
      node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [],
    ),
  );
  const walked = new Set<string>();

  const walk = (set: SelectionSetNode, parent: GraphQLCompositeType, scope: readonly string[]): void => {
    for (const selection of set.selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          walkField(selection, parent, scope);
          break;
        case Kind.INLINE_FRAGMENT:
          walkFragment(selection.selectionSet, selection.typeCondition?.name.value, parent, scope);
          break;
        case Kind.FRAGMENT_SPREAD: {
          // The same fragment in the same scope demands the same: without this, fragments could double the walk.
          const key = [selection.name.value, ...scope].join(' ');
          const fragment = fragments.get(selection.name.value);
          if (!fragment || walked.has(key)) break;
          walked.add(key);
          walkFragment(fragment.selectionSet, fragment.typeCondition.name.value, parent, scope);
        }
      }
    }
  };

  const walkFragment = (
    set: SelectionSetNode,
    condition: string | undefined,
    parent: GraphQLCompositeType,
    scope: readonly string[],
  ): void => {
    const type = condition === undefined ? parent : schema.getType(condition);
    if (!isCompositeType(type)) return;
    const possible = new Set(objectsOf(type, schema));
    walk(
      set,
      type,
      scope.filter((name) => possible.has(name)),
    );
  };

  const walkField = (node: FieldNode, parent: GraphQLCompositeType, scope: readonly string[]): void => {
    const name = node.name.value;
    if (name.startsWith('__')) return;
    const demanded = demands.get(node) ?? new Set();
    for (const type of [parent.name, ...scope]) {
      for (const requirement of rules.of(type, name)) demanded.add(requirement);
    }
    if (demanded.size > 0) demands.set(node, demanded);
    const field = isUnionType(parent) ? undefined : parent.getFields()[name];
    const returned = field && getNamedType(field.type);
    if (node.selectionSet && isCompositeType(returned))
      walk(node.selectionSet, returned, objectsOf(returned, schema));
  };

  const root = schema.getRootType(operation.operation);
  if (root) walk(operation.selectionSet, root, [root.name]);
  return demands;
}

/** Names of the object types that a value of this type can have. */
function objectsOf(type: GraphQLCompositeType, schema: GraphQLSchema): readonly string[] {
  return isAbstractType(type) ? schema.getPossibleTypes(type).map(({ name }) => name) : [type.name];
}
