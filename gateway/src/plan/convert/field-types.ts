import {
  type DocumentNode,
  type GraphQLSchema,
  isCompositeType,
  Kind,
  type OperationTypeNode,
  print,
} from 'graphql';
import { argument, directivesOf } from '../supergraph/join-directives';
import { type JoinFacts } from '../supergraph/subgraphs';

/** Knows of which shape the values of fields are, as subgraphs have them. */
export class FieldTypes {
  /** By `Type.field`, and by `subgraph Type.field` where a subgraph differs. */
  readonly #types = new Map<string, string>();

  constructor(
    supergraph: DocumentNode,
    private readonly schema: GraphQLSchema,
    { graphs }: JoinFacts,
  ) {
    for (const definition of supergraph.definitions) {
      const hasFields =
        definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
      if (!hasFields) continue;
      for (const field of definition.fields ?? []) {
        const place = `${definition.name.value}.${field.name.value}`;
        this.#types.set(place, print(field.type));
        for (const join of directivesOf(field, 'join__field')) {
          const type = argument(join, 'type');
          const subgraph = graphs.get(argument(join, 'graph') ?? '')?.name;
          if (type !== undefined) this.#types.set(`${subgraph} ${place}`, type);
        }
      }
    }
  }

  /** Name of the type of all root fields of an operation. */
  rootOf(operation: OperationTypeNode): string {
    return this.schema.getRootType(operation)?.name ?? '';
  }

  /** Name of a field's type; empty when the field is not known. */
  namedTypeOf(type: string, field: string): string {
    return /\w+/.exec(this.#types.get(`${type}.${field}`) ?? '')?.[0] ?? '';
  }

  /**
   * Lists, non-nulls and the leaf type; all objects are alike (GraphQL specification, 5.3.2, SameResponseShape).
   * Empty when the field is not known.
   */
  shapeOf(subgraph: string, type: string, field: string): string {
    const place = `${type}.${field}`;
    const text = this.#types.get(`${subgraph} ${place}`) ?? this.#types.get(place) ?? '';
    return text.replace(/\w+/, (name) => (isCompositeType(this.schema.getType(name)) ? '{}' : name));
  }
}
