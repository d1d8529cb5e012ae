import { type DocumentNode, Kind } from 'graphql';
import { argument, directivesOf, isInterfaceObject } from './join-directives';
import { SupergraphError } from './supergraph-error';

/** One subgraph as the supergraph names it (join specification, `join__Graph`). */
export interface Subgraph {
  /** As in `join__Graph(name:)`. */
  readonly name: string;
  /** May be empty: then configuration has to say where it is. */
  readonly url: string;
}

/** What the supergraph's join directives say, in a form that needs no second look at them. */
export interface JoinFacts {
  /** By name. */
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  /** By value of `join__Graph`. */
  readonly graphs: ReadonlyMap<string, Subgraph>;
  /** By subgraph name: interfaces that the subgraph defines as object types with `@interfaceObject`. */
  readonly interfaceObjects: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Reads `join__Graph` and `join__type` from a supergraph.
 * @throws SupergraphError when two subgraphs have one name.
 */
export function readJoinFacts(supergraph: DocumentNode): JoinFacts {
  const byEnumValue = new Map<string, Subgraph>();
  const names = new Set<string>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      for (const directive of directivesOf(value, 'join__graph')) {
        const name = argument(directive, 'name') ?? value.name.value;
        if (names.has(name)) throw new SupergraphError(`The supergraph names two subgraphs "${name}".`);
        names.add(name);
        byEnumValue.set(value.name.value, { name, url: argument(directive, 'url') ?? '' });
      }
    }
  }
  const interfaceObjects = new Map<string, Set<string>>();
  for (const definition of supergraph.definitions) {
    if (definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const directive of directivesOf(definition, 'join__type')) {
      if (!isInterfaceObject(directive)) continue;
      const subgraph = byEnumValue.get(argument(directive, 'graph') ?? '')?.name;
      if (subgraph === undefined) continue;
      const names = interfaceObjects.get(subgraph) ?? new Set();
      interfaceObjects.set(subgraph, names.add(definition.name.value));
    }
  }
  return {
    subgraphs: new Map([...byEnumValue.values()].map((subgraph) => [subgraph.name, subgraph])),
    graphs: byEnumValue,
    interfaceObjects,
  };
}
