import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { argument, directivesOf } from './join-directives';
import { parseFieldSet } from './field-set';
import { type RequiredArguments } from './required-arguments';
import { type JoinFacts } from './subgraphs';

/** What a field requires: keys in the merged data by the place in the representation, both as paths with dots. */
export type Needs = ReadonlyMap<string, string>;

/** What fields require, where any requirement has arguments. */
export class RequirementNeeds {
  readonly #needs = new Map<string, Needs>();

  /** @param supergraph as {@link withoutRequiredArguments} leaves it. */
  constructor(
    supergraph: DocumentNode,
    { graphs }: JoinFacts,
    private readonly fields: RequiredArguments,
  ) {
    if (fields.size === 0) return;
    for (const definition of supergraph.definitions) {
      const hasFields =
        definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
      if (!hasFields) continue;
      for (const field of definition.fields ?? []) {
        for (const join of directivesOf(field, 'join__field')) {
          const requires = argument(join, 'requires');
          const subgraph = graphs.get(argument(join, 'graph') ?? '')?.name;
          if (requires === undefined || subgraph === undefined) continue;
          const needs = new Map<string, string>();
          this.#collect(parseFieldSet(requires), [], [], needs);
          this.#needs.set(`${subgraph} ${definition.name.value}.${field.name.value}`, needs);
        }
      }
    }
  }

  get isEmpty(): boolean {
    return this.#needs.size === 0;
  }

  of(subgraph: string, type: string, field: string): Needs {
    return this.#needs.get(`${subgraph} ${type}.${field}`) ?? nothing;
  }

  /** The name of a data key in representations. */
  nameOf(key: string): string {
    return this.fields.get(key)?.name ?? key;
  }

  #collect(
    { selections }: SelectionSetNode,
    place: readonly string[],
    keys: readonly string[],
    into: Map<string, string>,
  ): void {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) this.#collect(selection.selectionSet, place, keys, into);
      if (selection.kind !== Kind.FIELD) continue;
      const key = selection.name.value;
      const placeBelow = [...place, this.nameOf(key)];
      const keysBelow = [...keys, key];
      into.set(placeBelow.join('.'), keysBelow.join('.'));
      if (selection.selectionSet) this.#collect(selection.selectionSet, placeBelow, keysBelow, into);
    }
  }
}

const nothing: Needs = new Map();

/** Whether one representation cannot hold both. */
export function areAtOdds(one: Needs, other: Needs): boolean {
  return [...one].some(([place, keys]) => other.has(place) && other.get(place) !== keys);
}
