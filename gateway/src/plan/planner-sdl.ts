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
import { withEvenUnions } from './even-unions';
import { parseFieldSet } from './field-set';
import { InterfaceObjectKeys } from './interface-object-keys';
import { argument, directivesOf, isInterfaceObject, joinDirective, withArgument } from './join-directives';
import { ProvidedFields } from './provided-fields';
import { withoutRecursiveProvides } from './recursive-provides';
import { type RequiredArguments, withoutRequiredArguments } from './required-arguments';
import { RequirementNeeds } from './requirement-needs';
import { withRequirementsAsKeys } from './requirements-as-keys';
import { subgraphOrders } from './subgraph-orders';
import { type JoinFacts } from './subgraphs';
import { UnionMembers } from './union-members';

/** A supergraph as the planner gets it. */
export interface PlannerSdl {
  /**
   * Mostly one; where none is right for all operations, the next serves what the one before cannot. So a `@provides` that
   * meets a type more than once is said first and left out then, and so are even unions; what is required is said as a
   * key at last.
   */
  readonly orders: readonly OrderedSdl[];
  readonly requiredArguments: RequiredArguments;
  readonly needs: RequirementNeeds;
  readonly members: UnionMembers;
  readonly keys: InterfaceObjectKeys;
  readonly provided: ProvidedFields;
}

export interface OrderedSdl {
  readonly sdl: string;
  /** Names of the subgraphs by the names that the planner knows. */
  readonly subgraphNames: ReadonlyMap<string, string>;
  /** Whether it is only read when an operation needs it. */
  readonly isRare: boolean;
}

/** Arguments of join directives that say the name of a subgraph. */
const namingArguments = new Map([
  ['join__graph', 'name'],
  ['join__field', 'override'],
]);

/** Says a supergraph in the words of which the planner makes right plans. */
export function plannerSdl(supergraph: DocumentNode, schema: GraphQLSchema, facts: JoinFacts): PlannerSdl {
  const { document, fields: requiredArguments } = withoutRequiredArguments(supergraph);
  const even = withEvenUnions(document, schema);
  const plain = withoutRecursiveProvides(document, schema);
  const words = even || plain ? [even ?? document, plain ?? document] : [document];
  const known = words.map(withExternalRequirements);
  const keyed = withRequirementsAsKeys(known.at(-1)!, schema);
  const names = subgraphOrders(supergraph, facts);
  const orders = [
    ...known.flatMap((each) => names.map((order) => orderedSdl(each, order))),
    ...(keyed
      ? names.map((order) => ({ ...orderedSdl(keyed.document, order, keyed.twins), isRare: true }))
      : []),
  ];
  return {
    orders,
    requiredArguments,
    needs: new RequirementNeeds(document, facts, requiredArguments),
    members: new UnionMembers(supergraph, schema, facts),
    keys: new InterfaceObjectKeys(supergraph, schema, facts),
    provided: new ProvidedFields(supergraph, schema, facts),
  };
}

/** @param twins names of subgraphs by names that stand for them too. */
function orderedSdl(
  supergraph: DocumentNode,
  order: ReadonlyMap<string, string>,
  twins: ReadonlyMap<string, string> = new Map(),
): OrderedSdl {
  const names = new Map(order);
  const subgraphNames = new Map([...order].map(([name, plannerName]) => [plannerName, name]));
  for (const [twin, name] of twins) {
    const plannerName = `${order.get(name) ?? name}t${names.size}`;
    names.set(twin, plannerName);
    subgraphNames.set(plannerName, name);
  }
  return { sdl: print(withSubgraphNames(supergraph, names)), subgraphNames, isRare: false };
}

function withSubgraphNames(supergraph: DocumentNode, names: ReadonlyMap<string, string>): DocumentNode {
  return visit(supergraph, {
    Directive: (node) => {
      const key = namingArguments.get(node.name.value);
      const directive = node as ConstDirectiveNode;
      const name = key === undefined ? undefined : names.get(argument(directive, key) ?? '');
      if (key === undefined || name === undefined) return undefined;
      return withArgument(directive, key, { kind: Kind.STRING, value: name });
    },
  });
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
