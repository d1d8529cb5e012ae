import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { argument, directivesOf, isInterfaceObject } from '../supergraph/join-directives';
import { parseFieldSet } from '../supergraph/field-set';
import { type RequiredArguments } from '../dialect/required-arguments';
import { type JoinFacts } from '../supergraph/subgraphs';

/** What a field requires: keys in the merged data by the place in the representation, both as paths with dots. */
export type Needs = ReadonlyMap<string, string>;

/** What fields require, where any requirement has arguments, and what fields of interface objects do. */
export class RequirementNeeds {
  readonly #needs = new Map<string, Needs>();
  /** What interface objects of a subgraph are known by: places in representations, by subgraph and type. */
  readonly #keys = new Map<string, Set<string>>();
  /** What fields of interface objects require. */
  readonly #sets = new Map<string, SelectionSetNode>();

  /** @param supergraph as {@link withoutRequiredArguments} leaves it. */
  constructor(
    supergraph: DocumentNode,
    { graphs, interfaceObjects }: JoinFacts,
    private readonly fields: RequiredArguments,
  ) {
    for (const definition of supergraph.definitions) {
      const hasFields =
        definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
      if (!hasFields) continue;
      const type = definition.name.value;
      for (const join of directivesOf(definition, 'join__type').filter(isInterfaceObject)) {
        const place = `${graphs.get(argument(join, 'graph') ?? '')?.name} ${type}`;
        const keys = this.#keys.get(place) ?? new Set();
        this.#keys.set(place, keys);
        for (const key of this.#collect(parseFieldSet(argument(join, 'key') ?? '__typename')).keys())
          keys.add(key);
      }
      for (const field of definition.fields ?? []) {
        for (const join of directivesOf(field, 'join__field')) {
          const requires = argument(join, 'requires');
          const subgraph = graphs.get(argument(join, 'graph') ?? '')?.name;
          if (requires === undefined || subgraph === undefined) continue;
          const isOfInterfaceObject = interfaceObjects.get(subgraph)?.has(type) ?? false;
          if (fields.size === 0 && !isOfInterfaceObject) continue;
          const set = parseFieldSet(requires);
          const place = `${subgraph} ${type}.${field.name.value}`;
          this.#needs.set(place, this.#collect(set));
          if (isOfInterfaceObject) this.#sets.set(place, set);
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

  /**
   * What an interface object is known by; `undefined` for other types. Of what its fields require, the planner forgets
   * some and mixes up which objects have it, so that each field gets a representation of its own.
   */
  keysOf(subgraph: string, type: string): ReadonlySet<string> | undefined {
    return this.#keys.get(`${subgraph} ${type}`);
  }

  /** What a field of an interface object requires. */
  setOf(subgraph: string, type: string, field: string): SelectionSetNode | undefined {
    return this.#sets.get(`${subgraph} ${type}.${field}`);
  }

  /** The name of a data key in representations. */
  nameOf(key: string): string {
    return this.fields.get(key)?.name ?? key;
  }

  #collect(
    { selections }: SelectionSetNode,
    place: readonly string[] = [],
    keys: readonly string[] = [],
    into = new Map<string, string>(),
  ): Needs {
    for (const selection of selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) this.#collect(selection.selectionSet, place, keys, into);
      if (selection.kind !== Kind.FIELD) continue;
      const key = selection.name.value;
      const placeBelow = [...place, this.nameOf(key)];
      const keysBelow = [...keys, key];
      into.set(placeBelow.join('.'), keysBelow.join('.'));
      if (selection.selectionSet) this.#collect(selection.selectionSet, placeBelow, keysBelow, into);
    }
    return into;
  }
}

const nothing: Needs = new Map();

/** Whether one representation cannot hold both. */
export function areAtOdds(one: Needs, other: Needs): boolean {
  return [...one].some(([place, keys]) => other.has(place) && other.get(place) !== keys);
}
