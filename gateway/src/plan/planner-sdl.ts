import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  Kind,
  print,
  visit,
} from 'graphql';
import { parseFieldSet } from './field-set';
import { argument, directivesOf, withArgument } from './join-directives';
import { withoutRecursiveProvides } from './recursive-provides';
import { type RequiredArguments, withoutRequiredArguments } from './required-arguments';
import { RequirementNeeds } from './requirement-needs';
import { type JoinFacts } from './subgraphs';

/** A supergraph as the planner gets it. */
export interface PlannerSdl {
  readonly sdl: string;
  /** Names of the subgraphs by the names that the planner knows. */
  readonly subgraphNames: ReadonlyMap<string, string>;
  readonly requiredArguments: RequiredArguments;
  readonly needs: RequirementNeeds;
}

/** Arguments of join directives that say the name of a subgraph. */
const namingArguments = new Map([
  ['join__graph', 'name'],
  ['join__field', 'override'],
]);

/** Says a supergraph in the words of which the planner makes right plans. */
export function plannerSdl(supergraph: DocumentNode, schema: GraphQLSchema, facts: JoinFacts): PlannerSdl {
  const names = plannerNames(supergraph, facts);
  const { document, fields: requiredArguments } = withoutRequiredArguments(supergraph);
  const known = withExternalRequirements(withoutRecursiveProvides(document, schema));
  const renamed: DocumentNode = visit(known, {
    Directive: (node) => {
      const key = namingArguments.get(node.name.value);
      const directive = node as ConstDirectiveNode;
      const name = key === undefined ? undefined : names.get(argument(directive, key) ?? '');
      if (key === undefined || name === undefined) return undefined;
      return withArgument(directive, key, { kind: Kind.STRING, value: name });
    },
  });
  return {
    sdl: print(renamed),
    subgraphNames: new Map([...names].map(([name, plannerName]) => [plannerName, name])),
    requiredArguments,
    needs: new RequirementNeeds(document, facts, requiredArguments),
  };
}

/**
 * The planner goes through subgraphs by name, and finds no way from an interface object to the types behind it
 * unless the subgraph that owns the interface comes first. So its names only say an order: interface objects last.
 */
function plannerNames(
  supergraph: DocumentNode,
  { subgraphs, graphs, interfaceObjects }: JoinFacts,
): ReadonlyMap<string, string> {
  const owners = new Map<string, string[]>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    const joins = directivesOf(definition, 'join__type').filter((join) => !isInterfaceObject(join));
    const of = joins.flatMap((join) => graphs.get(argument(join, 'graph') ?? '')?.name ?? []);
    owners.set(definition.name.value, of);
  }
  const follows = (name: string, others: readonly string[]): boolean =>
    [...(interfaceObjects.get(name) ?? [])].some((each) =>
      owners.get(each)?.some((owner) => owner !== name && others.includes(owner)),
    );
  const inNameOrder = [...subgraphs.keys()].sort();
  const left = [
    ...inNameOrder.filter((name) => !interfaceObjects.has(name)),
    ...inNameOrder.filter((name) => interfaceObjects.has(name)),
  ];
  const names = new Map<string, string>();
  const digits = String(left.length).length;
  while (left.length > 0) {
    // Where two own interface objects of each other, no order is right for both.
    const next = left.find((name) => !follows(name, left)) ?? left[0]!;
    names.set(next, `subgraph${String(names.size).padStart(digits, '0')}`);
    left.splice(left.indexOf(next), 1);
  }
  return names;
}

/**
 * Composition does not say that what an interface object requires is `@external` there, and the planner would read it
 * from the subgraph that asks for it.
 */
function withExternalRequirements(supergraph: DocumentNode): DocumentNode {
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
  const known = joins.length > 0 ? joins : all.map(joinField);
  const isHere = (join: ConstDirectiveNode): boolean => argument(join, 'graph') === graph;
  const here = known.find(isHere) ?? joinField(graph);
  const external = withArgument(here, 'external', { kind: Kind.BOOLEAN, value: true });
  return { ...field, directives: [...others, ...known.filter((join) => !isHere(join)), external] };
}

function joinField(graph: string): ConstDirectiveNode {
  const bare = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'join__field' } } as const;
  return withArgument(bare, 'graph', { kind: Kind.ENUM, value: graph });
}

function topFields(fieldSet: string | undefined): readonly string[] {
  const { selections } = fieldSet === undefined ? { selections: [] } : parseFieldSet(fieldSet);
  return selections.flatMap((selection) => (selection.kind === Kind.FIELD ? [selection.name.value] : []));
}

function isInterfaceObject(join: ConstDirectiveNode): boolean {
  return argument(join, 'isInterfaceObject') === 'true';
}
