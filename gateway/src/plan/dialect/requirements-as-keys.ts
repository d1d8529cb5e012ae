import {
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  visit,
} from 'graphql';
import {
  argument,
  directivesOf,
  joinDirective,
  typeOf,
  withArgument,
  withoutArgument,
} from '../supergraph/join-directives';
import { TypesBehind } from './types-behind';

type FieldsDefinition = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** A subgraph once more: there a type is known by what some of its fields require, and has those fields. */
interface Twin {
  /** Value of `join__Graph`. */
  readonly graph: string;
  readonly of: string;
  readonly type: string;
  readonly requires: string;
}

export interface TwinnedSupergraph {
  readonly document: DocumentNode;
  /** Names of subgraphs by the names of their twins. */
  readonly twins: ReadonlyMap<string, string>;
}

/**
 * The planner has no plan for many fields that require something, and dies of some. To it, a requirement can be a key as
 * well: the fields of a type that require the same stand in a twin of their subgraph, where the type is known by a key
 * and what they require. There the type can only be had by that key: no other field of the twin leads to it.
 * @param asked names of fields that an operation needs. Only they get twins: the more there are, the longer it takes to
 * find a way between them.
 * @returns `undefined` where nothing is required.
 */
export function withRequirementsAsKeys(
  supergraph: DocumentNode,
  schema: GraphQLSchema,
  asked: ReadonlySet<string>,
): TwinnedSupergraph | undefined {
  const behind = new TypesBehind(schema);
  const twins = twinsOf(supergraph, behind, asked);
  if (twins.length === 0) return undefined;
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const isRoot = (name: string): boolean => roots.some((root) => root?.name === name);
  const names = new Map<string, string>();
  const document: DocumentNode = visit(supergraph, {
    EnumTypeDefinition: (node) =>
      node.name.value === 'join__Graph' ? withTwinGraphs(node) : withTwins(node),
    EnumValueDefinition: (node) => withTwins(node),
    ScalarTypeDefinition: (node) => withTwins(node),
    InputObjectTypeDefinition: (node) => withTwins(node),
    UnionTypeDefinition: (node) => withTwins(node),
    ObjectTypeDefinition: (node) => (isRoot(node.name.value) ? undefined : withTwinFields(node)),
    InterfaceTypeDefinition: (node) => withTwinFields(node),
  });
  return { document, twins: names };

  function withTwinGraphs(node: EnumTypeDefinitionNode): EnumTypeDefinitionNode {
    const values = (node.values ?? []).flatMap((value) => [
      value,
      ...twins
        .filter(({ of }) => of === value.name.value)
        .map(({ graph }) => {
          const directives = (value.directives ?? []).map((directive) => {
            const name = argument(directive, 'name') ?? value.name.value;
            names.set(`${name} ${graph}`, name);
            return withArgument(directive, 'name', { kind: Kind.STRING, value: `${name} ${graph}` });
          });
          return { ...value, name: { kind: Kind.NAME, value: graph } as const, directives };
        }),
    ]);
    return { ...node, values };
  }

  /** The node with its join directives of a subgraph once more for each twin, as `change` says. */
  function withTwins<Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(
    node: Node,
    change: (directive: ConstDirectiveNode, twin: Twin) => ConstDirectiveNode | undefined = (each) => each,
  ): Node {
    const directives = (node.directives ?? []).flatMap((directive) => [
      directive,
      ...twins
        .filter(({ of }) => directive.name.value.startsWith('join__') && of === argument(directive, 'graph'))
        .flatMap((twin) => {
          const copy = withArgument(directive, 'graph', { kind: Kind.ENUM, value: twin.graph });
          return change(copy, twin) ?? [];
        }),
    ]);
    return { ...node, directives };
  }

  function withTwinFields<Node extends FieldsDefinition>(type: Node): Node {
    const name = type.name.value;
    const keyless = new Set<Twin>();
    const joined = withTwins(type, (join, twin) => {
      const key = join.name.value === 'join__type' ? argument(join, 'key') : undefined;
      if (key === undefined) return join;
      if (twin.type === name) {
        return withArgument(join, 'key', { kind: Kind.STRING, value: `${key} ${twin.requires}` });
      }
      if (keyless.has(twin)) return undefined;
      keyless.add(twin);
      return withoutArgument(withoutArgument(join, 'key'), 'resolvable');
    });
    const graphs = [
      ...new Set(directivesOf(type, 'join__type').map((join) => argument(join, 'graph') ?? '')),
    ];
    return { ...joined, fields: (type.fields ?? []).map((field) => withTwinJoins(field, name, graphs)) };
  }

  function withTwinJoins(
    field: FieldDefinitionNode,
    type: string,
    graphs: readonly string[],
  ): FieldDefinitionNode {
    const others = (field.directives ?? []).filter(({ name }) => name.value !== 'join__field');
    const said = directivesOf(field, 'join__field');
    // Without any, the field is in all subgraphs of its type.
    const joins = said.length > 0 ? said : graphs.map((graph) => joinDirective('join__field', graph));
    const twinned = withTwins({ ...field, directives: joins }, (join, twin) => {
      const requires = argument(join, 'requires');
      const isOwn = requires !== undefined && twin.type === type && twin.requires === requires;
      const isLost = requires !== undefined && !(isOwn && asked.has(field.name.value));
      if (isLost || argument(join, 'overrideLabel') !== undefined) return undefined;
      if (behind.of(twin.type).has(typeOf(field, join))) return undefined;
      return ['requires', 'provides', 'override'].reduce(withoutArgument, join);
    });
    // What a twin has, its subgraph has not.
    const known = twinned.directives.filter(
      (join) => !asked.has(field.name.value) || !isTwinned(field, join, type, behind),
    );
    return { ...field, directives: [...others, ...known] };
  }
}

function twinsOf(supergraph: DocumentNode, behind: TypesBehind, asked: ReadonlySet<string>): readonly Twin[] {
  const twins = new Map<string, Twin>();
  for (const definition of supergraph.definitions) {
    const hasFields =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!hasFields) continue;
    const type = definition.name.value;
    for (const field of definition.fields ?? []) {
      for (const join of directivesOf(field, 'join__field')) {
        if (!asked.has(field.name.value) || !isTwinned(field, join, type, behind)) continue;
        const of = argument(join, 'graph') ?? '';
        const requires = argument(join, 'requires') ?? '';
        const place = `${of} ${type} ${requires}`;
        if (!twins.has(place)) twins.set(place, { graph: `${of}_TWIN${twins.size}`, of, type, requires });
      }
    }
  }
  return [...twins.values()];
}

/** A field that gives objects of its own type would be had there without what they require. */
function isTwinned(
  field: FieldDefinitionNode,
  join: ConstDirectiveNode,
  type: string,
  behind: TypesBehind,
): boolean {
  const isMoving = argument(join, 'overrideLabel') !== undefined;
  return argument(join, 'requires') !== undefined && !isMoving && !behind.of(type).has(typeOf(field, join));
}
