import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  Kind,
  visit,
} from 'graphql';
import { parseFieldSet } from '../supergraph/field-set';
import {
  argument,
  directivesOf,
  isInterfaceObject,
  joinDirective,
  withArgument,
} from '../supergraph/join-directives';

/**
 * Composition does not say that what an interface object requires is `@external` there, and the planner would read it
 * from the subgraph that asks for it.
 */
export function withExternalRequirements(supergraph: DocumentNode): DocumentNode {
  return visit(supergraph, {
    InterfaceTypeDefinition: (definition) => {
      const joins = directivesOf(definition, 'join__type');
      const graphs = joins.filter(isInterfaceObject).map((join) => argument(join, 'graph') ?? '');
      if (graphs.length === 0) return undefined;
      const all = [...new Set(joins.map((join) => argument(join, 'graph') ?? ''))];
      const fields = definition.fields?.map((field) =>
        graphs.reduce(
          (marked, graph) =>
            requiredIn(definition, graph).has(field.name.value) ? externalIn(marked, graph, all) : marked,
          field,
        ),
      );
      return { ...definition, fields: fields ?? [] };
    },
  });
}

/** Fields that others of the same type require in a subgraph, but for keys. */
function requiredIn(definition: InterfaceTypeDefinitionNode, graph: string): ReadonlySet<string> {
  const isHere = (join: ConstDirectiveNode): boolean => argument(join, 'graph') === graph;
  const required = (definition.fields ?? []).flatMap((field) =>
    directivesOf(field, 'join__field')
      .filter(isHere)
      .flatMap((join) => topFields(argument(join, 'requires'))),
  );
  const keys = directivesOf(definition, 'join__type').filter(isHere);
  const inKeys = new Set(keys.flatMap((join) => topFields(argument(join, 'key'))));
  return new Set(required.filter((name) => !inKeys.has(name)));
}

function externalIn(field: FieldDefinitionNode, graph: string, all: readonly string[]): FieldDefinitionNode {
  const others = (field.directives ?? []).filter(({ name }) => name.value !== 'join__field');
  const joins = directivesOf(field, 'join__field');
  // Without any, the field is everybody's.
  const known = joins.length > 0 ? joins : all.map((each) => joinDirective('join__field', each));
  const isHere = (join: ConstDirectiveNode): boolean => argument(join, 'graph') === graph;
  const here = known.find(isHere) ?? joinDirective('join__field', graph);
  const external = withArgument(here, 'external', { kind: Kind.BOOLEAN, value: true });
  return { ...field, directives: [...others, ...known.filter((join) => !isHere(join)), external] };
}

function topFields(fieldSet: string | undefined): readonly string[] {
  const { selections } = fieldSet === undefined ? { selections: [] } : parseFieldSet(fieldSet);
  return selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
}
