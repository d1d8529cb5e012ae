import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionNode,
  stripIgnoredCharacters,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { argument, directivesOf } from '../supergraph/join-directives';
import { type ParsedOperations } from '../operation/parsed-operations';
import { prune } from '../operation/prune';
import { type JoinFacts } from '../supergraph/subgraphs';

/** An operation for a subgraph, and the names of the variables that it uses. */
interface KnownOperation {
  readonly operation: string;
  readonly variables: ReadonlySet<string>;
}

/** Which members of its unions a subgraph knows. The planner is told that all know all, see `even-unions.ts`. */
export class UnionMembers {
  /** By subgraph: the members that it does not know, by union. */
  readonly #foreign = new Map<string, Map<string, Set<string>>>();

  constructor(
    supergraph: DocumentNode,
    private readonly schema: GraphQLSchema,
    { graphs }: JoinFacts,
  ) {
    for (const union of supergraph.definitions) {
      if (union.kind !== Kind.UNION_TYPE_DEFINITION) continue;
      const joins = directivesOf(union, 'join__unionMember');
      for (const join of directivesOf(union, 'join__type')) {
        const graph = argument(join, 'graph');
        const members = joins
          .filter((each) => argument(each, 'graph') === graph)
          .map((each) => argument(each, 'member'));
        const foreign = (union.types ?? [])
          .map(({ name }) => name.value)
          .filter((name) => !members.includes(name));
        if (foreign.length === 0) continue;
        const subgraph = graphs.get(graph ?? '')?.name ?? '';
        const unions = this.#foreign.get(subgraph) ?? new Map<string, Set<string>>();
        this.#foreign.set(subgraph, unions.set(union.name.value, new Set(foreign)));
      }
    }
  }

  /** The operation without what it asks of members that the subgraph does not know; `undefined` when it asks nothing. */
  known(text: string, subgraph: string, parsed: ParsedOperations): KnownOperation | undefined {
    const unions = this.#foreign.get(subgraph);
    if (!unions) return undefined;
    const document = parsed.of(text);
    const foreign = this.#foreignFragments(document, unions);
    const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
    if (foreign.size === 0 || !operation) return undefined;
    const pruned = prune(document, operation as OperationDefinitionNode, (selection) =>
      foreign.has(selection),
    );
    if (!pruned) return undefined;
    const used = pruned.operation.variableDefinitions ?? [];
    return {
      operation: stripIgnoredCharacters(print(pruned.document)),
      variables: new Set(used.map(({ variable }) => variable.name.value)),
    };
  }

  #foreignFragments(
    document: DocumentNode,
    unions: ReadonlyMap<string, ReadonlySet<string>>,
  ): Set<SelectionNode> {
    const found = new Set<SelectionNode>();
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    const typeInfo = new TypeInfo(this.schema);
    const look = (selection: SelectionNode, condition: string | undefined): void => {
      const parent = typeInfo.getParentType();
      if (isUnionType(parent) && condition && unions.get(parent.name)?.has(condition)) found.add(selection);
    };
    visit(
      document,
      visitWithTypeInfo(typeInfo, {
        InlineFragment: (fragment) => look(fragment, fragment.typeCondition?.name.value),
        FragmentSpread: (spread) => look(spread, fragments.get(spread.name.value)?.typeCondition.name.value),
      }),
    );
    return found;
  }
}
