import {
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { parseFieldSet } from '../supergraph/field-set';
import { argument, directivesOf, typeOf, withoutArgument } from '../supergraph/join-directives';
import { FieldOwners } from './field-owners';

/**
 * The planner takes what one field provides of a type for every object of that type below it, and for provided by
 * others of that type too, so that objects would lack fields that nobody gives. A `@provides` is only a shortcut: it goes
 * where the owner of each field can be asked by a key all the same.
 * @returns `undefined` where none can go.
 */
export function withoutProvides(supergraph: DocumentNode, schema: GraphQLSchema): DocumentNode | undefined {
  const owners = new FieldOwners(supergraph, schema);
  let isLess = false;
  const less: DocumentNode = visit(supergraph, {
    FieldDefinition: (field) => {
      if (!directivesOf(field, 'join__field').some((join) => argument(join, 'provides'))) return undefined;
      const directives = field.directives?.map((directive) => {
        const provides = directive.name.value === 'join__field' && argument(directive, 'provides');
        if (!provides || !canBeHad(directive, typeOf(field, directive), provides)) return directive;
        isLess = true;
        return withoutArgument(directive, 'provides');
      });
      return { ...field, directives };
    },
  });
  return isLess ? less : undefined;

  function canBeHad(join: ConstDirectiveNode, ofType: string, provides: string): boolean {
    return canAllBeHad(ofType, parseFieldSet(provides), argument(join, 'graph') ?? '');
  }

  function canAllBeHad(type: string, { selections }: SelectionSetNode, graph: string): boolean {
    return selections.every((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return false;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return canAllBeHad(selection.typeCondition?.name.value ?? type, selection.selectionSet, graph);
      }
      const name = selection.name.value;
      if (name === '__typename') return true;
      const isHad = owners.canBeHad(type, name, graph);
      if (!isHad || !selection.selectionSet) return isHad;
      return canAllBeHad(owners.typeBelow(type, name), selection.selectionSet, graph);
    });
  }
}
