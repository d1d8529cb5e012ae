import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { type EntitySelection, type PlanNode, type QueryPlan, type Requirement } from '../query-plan';
import { parseFieldSet } from '../supergraph/field-set';
import { argument, directivesOf } from '../supergraph/join-directives';
import { type JoinFacts } from '../supergraph/subgraphs';

/**
 * Knows by which keys subgraphs resolve entities. The planner asks for what is required also where it has only a key with
 * `resolvable: false`, so that the subgraph would not know the entity.
 */
export class EntityKeys {
  /** Resolvable keys by subgraph and type. */
  readonly #keys = new Map<string, SelectionSetNode[]>();

  constructor(supergraph: DocumentNode, { graphs }: JoinFacts) {
    for (const definition of supergraph.definitions) {
      const hasKeys =
        definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
      if (!hasKeys) continue;
      for (const join of directivesOf(definition, 'join__type')) {
        const key = argument(join, 'key');
        if (key === undefined || argument(join, 'resolvable') === 'false') continue;
        const place = `${graphs.get(argument(join, 'graph') ?? '')?.name} ${definition.name.value}`;
        this.#keys.set(place, [...(this.#keys.get(place) ?? []), parseFieldSet(key)]);
      }
    }
  }

  /** Whether a plan names all entities by keys that the subgraphs resolve. */
  open({ node }: QueryPlan): boolean {
    return this.#openNode(node);
  }

  #openNode(node: PlanNode | null): boolean {
    if (node?.kind === 'Sequence' || node?.kind === 'Parallel') {
      return node.nodes.every((child) => this.#openNode(child));
    }
    if (node?.kind !== 'EntityFetch') return true;
    return node.selections.every((selection) => this.#openSelection(node.subgraph, selection));
  }

  #openSelection(subgraph: string, { requires }: EntitySelection): boolean {
    return requires.every(({ typeCondition, interfaceObject, selections }) => {
      const keys = this.#keys.get(`${subgraph} ${interfaceObject ?? typeCondition}`);
      return !keys || keys.some((key) => holds(selections, key));
    });
  }
}

function holds(requirements: readonly Requirement[], { selections }: SelectionSetNode): boolean {
  return selections.every((selection) => {
    if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') return true;
    const name = selection.name.value;
    const found = requirements.find((each) => each.kind === 'field' && each.as === name);
    return (
      found !== undefined && (!selection.selectionSet || holds(found.selections, selection.selectionSet))
    );
  });
}
