import { type ConstDirectiveNode, type DocumentNode, type GraphQLSchema, Kind, print, visit } from 'graphql';
import { withEvenUnions } from './even-unions';
import { withExternalRequirements } from './external-requirements';
import { argument, withArgument } from '../supergraph/join-directives';
import { withoutProvides } from './without-provides';
import { type RequiredArguments, withoutRequiredArguments } from './required-arguments';
import { withRequirementsAsKeys } from './requirements-as-keys';
import { subgraphOrders } from './subgraph-orders';
import { type JoinFacts } from '../supergraph/subgraphs';

/** A supergraph as the planner gets it. */
export interface PlannerSdl {
  /**
   * Mostly one; where none is right for all operations, the next serves what the one before cannot. So a `@provides`
   * is said first and left out then, and so are even unions.
   */
  readonly orders: readonly OrderedSdl[];
  /** What is required said as keys, for the fields that an operation asks; empty where that says nothing new. */
  keyedOrders(asked: ReadonlySet<string>): readonly OrderedSdl[];
  readonly requiredArguments: RequiredArguments;
  /** The supergraph with {@link requiredArguments} in place of arguments. */
  readonly document: DocumentNode;
}

export interface OrderedSdl {
  readonly sdl: string;
  /** Names of the subgraphs by the names that the planner knows. */
  readonly subgraphNames: ReadonlyMap<string, string>;
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
  const plain = withoutProvides(document, schema);
  const words = even || plain ? [even ?? document, plain ?? document] : [document];
  const known = words.map(withExternalRequirements);
  const names = subgraphOrders(supergraph, facts);
  return {
    orders: known.flatMap((each) => names.map((order) => orderedSdl(each, order))),
    keyedOrders: (asked) => {
      const keyed = withRequirementsAsKeys(known.at(-1)!, schema, asked);
      return keyed ? names.map((order) => orderedSdl(keyed.document, order, keyed.twins)) : [];
    },
    requiredArguments,
    document,
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
  return { sdl: print(withSubgraphNames(supergraph, names)), subgraphNames };
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
