import {
  type ConstDirectiveNode,
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { parseFieldSet } from '../supergraph/field-set';
import { argument, directivesOf, typeOf, withoutArgument } from '../supergraph/join-directives';

/**
 * The planner takes what a field provides of a type for every object of that type below it. Where a `@provides` meets
 * one type more than once, objects would lack fields that nobody gives. It is only a shortcut, so it goes where the
 * owner of each field can be asked by a key all the same.
 * @returns `undefined` when there is none.
 */
export function withoutRecursiveProvides(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
): DocumentNode | undefined {
  let hasRecursive = false;
  const objects = new Map<string, ObjectTypeDefinitionNode>();
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) objects.set(definition.name.value, definition);
  }
  const without: DocumentNode = visit(supergraph, {
    FieldDefinition: (field) => {
      if (!directivesOf(field, 'join__field').some((join) => argument(join, 'provides'))) return undefined;
      const directives = field.directives?.map((directive) => {
        const provides = directive.name.value === 'join__field' && argument(directive, 'provides');
        if (!provides || !isRecursive(directive, typeOf(field, directive), provides)) return directive;
        hasRecursive = true;
        return withoutArgument(directive, 'provides');
      });
      return { ...field, directives };
    },
  });
  return hasRecursive ? without : undefined;

  function isRecursive(join: ConstDirectiveNode, ofType: string, provides: string): boolean {
    const graph = argument(join, 'graph') ?? '';
    const met = new Set([ofType]);
    let isMetTwice = false;
    let hasOwners = true;
    const meet = (type: string): void => void (met.has(type) ? (isMetTwice = true) : met.add(type));
    const walk = (type: string, { selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const condition = selection.typeCondition?.name.value ?? type;
          if (condition !== type) meet(condition);
          walk(condition, selection.selectionSet);
        }
        if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') continue;
        hasOwners &&= canBeHad(type, selection.name.value, graph);
        if (!selection.selectionSet) continue;
        const below = fieldTypeOf(type, selection.name.value);
        meet(below);
        walk(below, selection.selectionSet);
      }
    };
    walk(ofType, parseFieldSet(provides));
    return isMetTwice && hasOwners;
  }

  function fieldTypeOf(typeName: string, fieldName: string): string {
    const type = schema.getType(typeName);
    const field = type && 'getFields' in type ? type.getFields()[fieldName] : undefined;
    return field && 'type' in field ? getNamedType(field.type).name : '';
  }

  /** Whether an object that `graph` gave leads to the field: there itself, or by a key of one of its owners. */
  function canBeHad(typeName: string, fieldName: string, graph: string): boolean {
    const type = schema.getType(typeName);
    if (isAbstractType(type)) {
      return schema.getPossibleTypes(type).every(({ name }) => canBeHad(name, fieldName, graph));
    }
    const object = objects.get(typeName);
    const field = object?.fields?.find(({ name }) => name.value === fieldName);
    if (!object || !field) return false;
    const types = directivesOf(object, 'join__type');
    const keys = (of: string): readonly string[] =>
      types
        .filter(
          (join) =>
            argument(join, 'graph') === of && (of === graph || argument(join, 'resolvable') !== 'false'),
        )
        .flatMap((join) => argument(join, 'key') ?? []);
    const joins = directivesOf(field, 'join__field');
    const owners = (joins.length > 0 ? joins : types)
      .filter((join) => argument(join, 'external') !== 'true')
      .map((join) => argument(join, 'graph') ?? graph);
    const here = keys(graph);
    return owners.some((owner) => owner === graph || keys(owner).some((key) => here.includes(key)));
  }
}
