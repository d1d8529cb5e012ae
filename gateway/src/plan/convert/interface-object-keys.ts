import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  type GraphQLSchema,
  Kind,
  print,
  type SelectionNode,
  stripIgnoredCharacters,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { type ParsedOperations } from '../operation/parsed-operations';
import { parseFieldSet } from '../supergraph/field-set';
import { argument, directivesOf, isInterfaceObject } from '../supergraph/join-directives';
import { type JoinFacts } from '../supergraph/subgraphs';

/**
 * What interface objects are known by. The planner forgets it below entities where their type is asked of the owner of
 * the interface, who then could not be asked.
 */
export class InterfaceObjectKeys {
  /** By subgraph and type. */
  readonly #keys = new Map<string, SelectionNode[]>();

  constructor(
    supergraph: DocumentNode,
    private readonly schema: GraphQLSchema,
    { graphs }: JoinFacts,
  ) {
    for (const definition of supergraph.definitions) {
      if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
      for (const join of directivesOf(definition, 'join__type').filter(isInterfaceObject)) {
        const place = `${graphs.get(argument(join, 'graph') ?? '')?.name} ${definition.name.value}`;
        const { selections } = parseFieldSet(argument(join, 'key') ?? '__typename');
        this.#keys.set(place, [...(this.#keys.get(place) ?? []), ...selections]);
      }
    }
  }

  /** The operation, with the keys of interface objects whose type it asks for. */
  complete(operation: string, subgraph: string, parsed: ParsedOperations): string {
    if (this.#keys.size === 0) return operation;
    const typeInfo = new TypeInfo(this.schema);
    let isComplete = true;
    const completed: DocumentNode = visit(
      parsed.of(operation),
      visitWithTypeInfo(typeInfo, {
        Field: (field): FieldNode | undefined => {
          const type = typeInfo.getType();
          const keys = type ? this.#keys.get(`${subgraph} ${getNamedType(type).name}`) : undefined;
          const selections = field.selectionSet?.selections ?? [];
          if (!keys || !selections.some(mayAskType)) return undefined;
          const missing = keys.filter(
            (key) => !selections.some((selection) => print(selection) === print(key)),
          );
          if (missing.length === 0) return undefined;
          isComplete = false;
          return {
            ...field,
            selectionSet: { kind: Kind.SELECTION_SET, selections: [...selections, ...missing] },
          };
        },
      }),
    );
    return isComplete ? operation : stripIgnoredCharacters(print(completed));
  }
}

function mayAskType(selection: SelectionNode): boolean {
  return selection.kind !== Kind.FIELD || (!selection.alias && selection.name.value === '__typename');
}
