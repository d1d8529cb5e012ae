import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type ObjectTypeDefinitionNode,
} from 'graphql';
import { argument, directivesOf } from '../supergraph/join-directives';

/** Who answers which field of an object type, and how to get there. */
export class FieldOwners {
  readonly #objects = new Map<string, ObjectTypeDefinitionNode>();

  constructor(
    supergraph: DocumentNode,
    private readonly schema: GraphQLSchema,
  ) {
    for (const definition of supergraph.definitions) {
      if (definition.kind === Kind.OBJECT_TYPE_DEFINITION) {
        this.#objects.set(definition.name.value, definition);
      }
    }
  }

  /** Name of the type that a field leads to; empty when there is no such field. */
  typeBelow(typeName: string, fieldName: string): string {
    const type = this.schema.getType(typeName);
    const field = type && 'getFields' in type ? type.getFields()[fieldName] : undefined;
    return field && 'type' in field ? getNamedType(field.type).name : '';
  }

  /** Whether an object that `graph` gave leads to the field: there itself, or by keys to one of its owners. */
  canBeHad(typeName: string, fieldName: string, graph: string): boolean {
    const type = this.schema.getType(typeName);
    if (isAbstractType(type)) {
      return this.schema.getPossibleTypes(type).every(({ name }) => this.canBeHad(name, fieldName, graph));
    }
    const object = this.#objects.get(typeName);
    const field = object?.fields?.find(({ name }) => name.value === fieldName);
    if (!object || !field) return false;
    const joins = directivesOf(field, 'join__field');
    const reachable = reachableGraphs(object, graph);
    return (joins.length > 0 ? joins : directivesOf(object, 'join__type'))
      .filter((join) => argument(join, 'external') !== 'true')
      .some((join) => reachable.has(argument(join, 'graph') ?? graph));
  }
}

/** Subgraphs that an object of `graph` leads to, key by key. */
function reachableGraphs(object: ObjectTypeDefinitionNode, graph: string): ReadonlySet<string> {
  const types = directivesOf(object, 'join__type');
  const reached = new Set([graph]);
  for (let before = 0; before !== reached.size;) {
    before = reached.size;
    const known = types.filter((join) => reached.has(argument(join, 'graph') ?? ''));
    const keys = new Set(known.map((join) => argument(join, 'key')));
    for (const join of types) {
      const key = argument(join, 'key');
      const isEntrance = key !== undefined && argument(join, 'resolvable') !== 'false';
      if (isEntrance && keys.has(key)) reached.add(argument(join, 'graph') ?? '');
    }
  }
  return reached;
}
