import { type DocumentNode, Kind } from 'graphql';
import { argument, directivesOf, isInterfaceObject } from '../supergraph/join-directives';
import { type JoinFacts } from '../supergraph/subgraphs';

/**
 * The planner goes through subgraphs by name, and finds no way from an interface object to the types behind it
 * unless the subgraph that owns the interface comes first. So its names only say an order: interface objects last.
 * @returns the planner's names by the subgraphs' own, in one way; in two where subgraphs own interface objects of each
 * other, since no order is right for both.
 */
export function subgraphOrders(
  supergraph: DocumentNode,
  { subgraphs, graphs, interfaceObjects }: JoinFacts,
): readonly ReadonlyMap<string, string>[] {
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
  const plain = inNameOrder.filter((name) => !interfaceObjects.has(name));
  const withInterfaceObjects = inNameOrder.filter((name) => interfaceObjects.has(name));
  const forwards = ordered([...plain, ...withInterfaceObjects]);
  if (!forwards.isCircular) return [forwards.names];
  return [forwards.names, ordered([...plain, ...withInterfaceObjects.reverse()]).names];

  function ordered(left: string[]): {
    readonly names: ReadonlyMap<string, string>;
    readonly isCircular: boolean;
  } {
    const names = new Map<string, string>();
    const digits = String(left.length).length;
    let isCircular = false;
    while (left.length > 0) {
      const free = left.find((name) => !follows(name, left));
      isCircular ||= free === undefined;
      const next = free ?? left[0]!;
      names.set(next, `subgraph${String(names.size).padStart(digits, '0')}`);
      left.splice(left.indexOf(next), 1);
    }
    return { names, isCircular };
  }
}
