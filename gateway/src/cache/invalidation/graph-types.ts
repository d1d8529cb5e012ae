import { type GraphQLSchema, isInterfaceType, isObjectType, Kind, type SelectionSetNode } from 'graphql';
import { argument, directivesOf } from '../../plan/supergraph/join-directives';
import { type Supergraph } from '../../plan/supergraph/supergraph';
import { type EntityKeys, readEntityKeys } from '../pieces/entity-keys';

/** What there is to invalidate in a graph. */
export class GraphTypes {
  readonly schema: GraphQLSchema;
  readonly #keys: EntityKeys;
  readonly #types = new Map<string, string[]>();

  constructor({ document, schema, joins }: Supergraph) {
    this.schema = schema;
    this.#keys = readEntityKeys(document);
    for (const subgraph of joins.subgraphs.keys()) this.#types.set(subgraph, []);
    for (const definition of document.definitions) {
      const hasFields =
        definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
      if (!hasFields) continue;
      const graphs = directivesOf(definition, 'join__type').map((join) => argument(join, 'graph') ?? '');
      for (const graph of new Set(graphs)) {
        const subgraph = joins.graphs.get(graph)?.name;
        if (subgraph !== undefined) this.#types.get(subgraph)?.push(definition.name.value);
      }
    }
  }

  get subgraphs(): readonly string[] {
    return [...this.#types.keys()];
  }

  /** Objects and interfaces that a subgraph has. */
  typesOf(subgraph: string): readonly string[] {
    return this.#types.get(subgraph) ?? [];
  }

  keysOf(subgraph: string, type: string): readonly SelectionSetNode[] {
    return this.#keys.of(subgraph, type);
  }

  /** A subgraph may be asked for an object in the name of an interface, and the other way round. */
  alsoKnownAs(type: string): readonly string[] {
    const known = this.schema.getType(type);
    if (isObjectType(known)) return known.getInterfaces().map(({ name }) => name);
    if (!isInterfaceType(known)) return [];
    const { objects, interfaces } = this.schema.getImplementations(known);
    return [...objects, ...interfaces, ...known.getInterfaces()].map(({ name }) => name);
  }
}
