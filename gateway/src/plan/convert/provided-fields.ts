import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  print,
  type SelectionSetNode,
} from 'graphql';
import { type ParsedOperations } from '../operation/parsed-operations';
import { parseFieldSet } from '../supergraph/field-set';
import { argument, directivesOf } from '../supergraph/join-directives';
import { type PlanNode, type QueryPlan, type SubgraphOperation } from '../query-plan';
import { type JoinFacts } from '../supergraph/subgraphs';

/** A place in a subgraph's operation: the type of its objects, and what is provided of them. */
interface Place {
  readonly type: string;
  readonly provided: readonly SelectionSetNode[];
}

/**
 * Knows what `@provides` gives at which place. The planner takes what is provided of a type for every object of that
 * type below it, and so may ask a subgraph for fields that are external there and that nothing provides.
 */
export class ProvidedFields {
  /** By subgraph and `Type.field`. */
  readonly #joins = new Map<string, ConstDirectiveNode>();
  /** Subgraphs that have a field which they do not resolve themselves. */
  readonly #withExternal = new Set<string>();

  constructor(
    supergraph: DocumentNode,
    private readonly schema: GraphQLSchema,
    { graphs }: JoinFacts,
  ) {
    for (const definition of supergraph.definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
      for (const field of definition.fields ?? []) {
        for (const join of directivesOf(field, 'join__field')) {
          const subgraph = graphs.get(argument(join, 'graph') ?? '')?.name ?? '';
          this.#joins.set(key(subgraph, definition.name.value, field.name.value), join);
          if (argument(join, 'external') === 'true') this.#withExternal.add(subgraph);
        }
      }
    }
  }

  /** Whether every field that the plan asks of a subgraph is either its own or provided at that very place. */
  cover({ node }: QueryPlan, parsed: ParsedOperations): boolean {
    return this.#coverNode(node, parsed);
  }

  #coverNode(node: PlanNode | null, parsed: ParsedOperations): boolean {
    if (node?.kind === 'Sequence' || node?.kind === 'Parallel') {
      return node.nodes.every((each) => this.#coverNode(each, parsed));
    }
    return node === null || this.#coverOperation(node, parsed);
  }

  #coverOperation(
    { subgraph, operation, operationKind }: SubgraphOperation,
    parsed: ParsedOperations,
  ): boolean {
    if (!this.#withExternal.has(subgraph)) return true;
    const root = operationKind === 'mutation' ? this.schema.getMutationType() : this.schema.getQueryType();
    const { definitions } = parsed.of(operation);
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    }
    const cover = ({ selections }: SelectionSetNode, place: Place): boolean =>
      selections.every((selection) => {
        if (selection.kind === Kind.FIELD) return coverField(selection, place);
        const isInline = selection.kind === Kind.INLINE_FRAGMENT;
        const fragment = isInline ? selection : fragments.get(selection.name.value);
        const type = fragment?.typeCondition?.name.value ?? place.type;
        return !fragment || cover(fragment.selectionSet, { ...place, type });
      });
    const coverField = ({ name: { value: name }, selectionSet }: FieldNode, place: Place): boolean => {
      // Types of which the same is provided are looked at once, else the looks would multiply with the depth.
      const places = new Map<string, Place>();
      for (const type of this.#objectsOf(place.type)) {
        const join = this.#joins.get(key(subgraph, type, name));
        const given = this.#find(place.provided, type, name);
        if (join && argument(join, 'external') === 'true' && !given) return false;
        const provides = join && argument(join, 'provides');
        const provided = [...(given ?? []), ...(provides === undefined ? [] : [parseFieldSet(provides)])];
        const below = { type: this.#below(type, name), provided };
        places.set(provided.length === 0 ? below.type : [below.type, ...provided.map(print)].join(), below);
      }
      return !selectionSet || [...places.values()].every((below) => cover(selectionSet, below));
    };
    return definitions.every(
      (definition) =>
        definition.kind !== Kind.OPERATION_DEFINITION ||
        cover(definition.selectionSet, { type: root?.name ?? '', provided: [] }),
    );
  }

  /** What is provided below a field; `undefined` when the field is not provided at all. */
  #find(
    sets: readonly SelectionSetNode[],
    type: string,
    name: string,
  ): readonly SelectionSetNode[] | undefined {
    let found: SelectionSetNode[] | undefined;
    for (const { selections } of sets) {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD && selection.name.value === name) {
          found = [...(found ?? []), ...(selection.selectionSet ? [selection.selectionSet] : [])];
        }
        if (selection.kind !== Kind.INLINE_FRAGMENT) continue;
        const condition = selection.typeCondition?.name.value ?? type;
        if (!this.#objectsOf(condition).includes(type)) continue;
        const within = this.#find([selection.selectionSet], type, name);
        if (within) found = [...(found ?? []), ...within];
      }
    }
    return found;
  }

  #objectsOf(name: string): readonly string[] {
    const type = this.schema.getType(name);
    return isAbstractType(type) ? this.schema.getPossibleTypes(type).map((each) => each.name) : [name];
  }

  /** `_entities` has no type here: its objects are those of the fragments in it. */
  #below(typeName: string, fieldName: string): string {
    const type = this.schema.getType(typeName);
    const field = type && 'getFields' in type ? type.getFields()[fieldName] : undefined;
    return field && 'type' in field ? getNamedType(field.type).name : '';
  }
}

function key(subgraph: string, type: string, field: string): string {
  return `${subgraph} ${type}.${field}`;
}
