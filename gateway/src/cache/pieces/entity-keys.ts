import { type DocumentNode, Kind, OperationTypeNode, type SelectionSetNode } from 'graphql';
import { parseFieldSet } from '../../plan/supergraph/field-set';
import { argument, directivesOf } from '../../plan/supergraph/join-directives';
import { readJoinFacts } from '../../plan/supergraph/subgraphs';

/** By which fields subgraphs tell entities from each other. */
export interface EntityKeys {
  /** Name of the type of root fields. */
  readonly queryType: string;
  /** Field sets of each `@key`. */
  of(subgraph: string, type: string): readonly SelectionSetNode[];
}

/** Reads the keys from a supergraph's `join__type`, once. */
export function readEntityKeys(supergraph: DocumentNode): EntityKeys {
  const { graphs } = readJoinFacts(supergraph);
  const bySubgraph = new Map<string, Map<string, SelectionSetNode[]>>();
  let queryType = 'Query';
  for (const definition of supergraph.definitions) {
    if (definition.kind === Kind.SCHEMA_DEFINITION) {
      const root = definition.operationTypes.find(({ operation }) => operation === OperationTypeNode.QUERY);
      queryType = root?.type.name.value ?? queryType;
    }
    const hasKeys =
      definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!hasKeys) continue;
    for (const join of directivesOf(definition, 'join__type')) {
      const key = argument(join, 'key');
      const subgraph = graphs.get(argument(join, 'graph') ?? '')?.name;
      if (key === undefined || subgraph === undefined) continue;
      const types = bySubgraph.get(subgraph) ?? new Map<string, SelectionSetNode[]>();
      bySubgraph.set(subgraph, types);
      types.set(definition.name.value, [...(types.get(definition.name.value) ?? []), parseFieldSet(key)]);
    }
  }
  return { queryType, of: (subgraph, type) => bySubgraph.get(subgraph)?.get(type) ?? [] };
}

/** The values of a key in a representation; `undefined` where it does not hold all of them. */
export function keyValues(
  representation: Readonly<Record<string, unknown>>,
  { selections }: SelectionSetNode,
): Readonly<Record<string, unknown>> | undefined {
  const values: [string, unknown][] = [];
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) return undefined;
    const name = selection.name.value;
    if (name === '__typename') continue;
    const value = Object.hasOwn(representation, name) ? representation[name] : undefined;
    const part = selection.selectionSet ? partOf(value, selection.selectionSet) : value;
    if (part === undefined) return undefined;
    values.push([name, part]);
  }
  return Object.fromEntries(values);
}

function partOf(value: unknown, set: SelectionSetNode): unknown {
  if (value === null) return null;
  if (typeof value !== 'object') return undefined;
  if (!Array.isArray(value)) return keyValues(value as Readonly<Record<string, unknown>>, set);
  const parts = value.map((item: unknown) => partOf(item, set));
  return parts.includes(undefined) ? undefined : parts;
}
