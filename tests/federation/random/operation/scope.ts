import { type GraphQLOutputType, getNamedType, isCompositeType } from 'graphql';

interface Entry {
  readonly parent: string;
  readonly parentIsObject: boolean;
  /** Field name and arguments. */
  readonly call: string;
  readonly shape: string;
  readonly below: Scope;
}

/** Response keys of the selection sets that become one in an answer (GraphQL specification, 5.3.2). */
export class Scope {
  readonly #entries = new Map<string, Entry[]>();

  /**
   * Takes a response key for a field, if the key's other fields let it.
   * @returns the scope of its subfields, or `undefined`.
   */
  take(
    key: string,
    parent: string,
    parentIsObject: boolean,
    call: string,
    type: GraphQLOutputType,
  ): Scope | undefined {
    const entries = this.#entries.get(key) ?? [];
    const shape = shapeOf(type);
    for (const entry of entries) {
      const isEither = parentIsObject && entry.parentIsObject && parent !== entry.parent;
      if (entry.shape !== shape || (entry.call !== call && !isEither)) return undefined;
    }
    const entry = { parent, parentIsObject, call, shape, below: entries[0]?.below ?? new Scope() };
    this.#entries.set(key, [...entries, entry]);
    return entry.below;
  }
}

function shapeOf(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  return isCompositeType(named) ? String(type).replace(named.name, '*') : String(type);
}
