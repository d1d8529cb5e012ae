import {
  type ConstDirectiveNode,
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isLeafType,
  isObjectType,
  type ObjectTypeDefinitionNode,
  type UnionTypeDefinitionNode,
  visit,
} from 'graphql';
import { argument, directivesOf, joinDirective } from '../supergraph/join-directives';

/**
 * Where several subgraphs have a field whose type is a union, the planner asks only for members that all of them know,
 * and objects of others would lack their fields. So every subgraph of a union is said to know all its members, with all
 * that hangs on them: what it does not know goes from its operations again, see `union-members.ts`.
 * @returns `undefined` when all unions are even already.
 */
export function withEvenUnions(supergraph: DocumentNode, schema: GraphQLSchema): DocumentNode | undefined {
  const graphsOf = new Map<string, Set<string>>();
  for (const definition of supergraph.definitions) {
    if (!('name' in definition) || !definition.name) continue;
    const graphs = directivesOf(definition, 'join__type').map((join) => argument(join, 'graph') ?? '');
    graphsOf.set(definition.name.value, new Set(graphs));
  }
  /** By type: subgraphs that are said to know it and do not. */
  const said = new Map<string, Set<string>>();
  let isEven = true;
  const even: DocumentNode = visit(supergraph, {
    UnionTypeDefinition: (union) => {
      const more = missingMembers(union).filter(({ graph, member }) => say(member, graph));
      if (more.length > 0) isEven = false;
      const joins = more.map(({ graph, member }) => joinDirective('join__unionMember', graph, { member }));
      return { ...union, directives: [...(union.directives ?? []), ...joins] };
    },
  });
  if (isEven) return undefined;
  return visit(even, { ObjectTypeDefinition: withSaid });

  function missingMembers(union: UnionTypeDefinitionNode): { graph: string; member: string }[] {
    const joins = directivesOf(union, 'join__unionMember');
    const known = new Set(joins.map((join) => `${argument(join, 'graph')} ${argument(join, 'member')}`));
    return [...(graphsOf.get(union.name.value) ?? [])].flatMap((graph) =>
      (union.types ?? []).flatMap(({ name: { value: member } }) =>
        known.has(`${graph} ${member}`) ? [] : [{ graph, member }],
      ),
    );
  }

  /** False where it cannot be said: abstract types would need their own members to be said. */
  function say(type: string, graph: string): boolean {
    const met = new Set<string>();
    if (!canBeSaid(type)) return false;
    for (const each of met) said.set(each, (said.get(each) ?? new Set()).add(graph));
    return true;

    function canBeSaid(name: string): boolean {
      if (met.has(name) || graphsOf.get(name)?.has(graph)) return true;
      const named = schema.getType(name);
      if (isLeafType(named)) return true;
      if (!isObjectType(named)) return false;
      met.add(name);
      return Object.values(named.getFields()).every((field) => canBeSaid(getNamedType(field.type).name));
    }
  }

  function withSaid(type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode | undefined {
    const graphs = [...(said.get(type.name.value) ?? [])];
    if (graphs.length === 0) return undefined;
    const joined = <Node extends { readonly directives?: readonly ConstDirectiveNode[] }>(
      node: Node,
      name: string,
    ): Node => {
      return {
        ...node,
        directives: [...(node.directives ?? []), ...graphs.map((graph) => joinDirective(name, graph))],
      };
    };
    // A field without joins is in all subgraphs of its type.
    const fields = type.fields?.map((field) =>
      directivesOf(field, 'join__field').length > 0 ? joined(field, 'join__field') : field,
    );
    return { ...joined(type, 'join__type'), fields: fields ?? [] };
  }
}
