import { type GraphQLSchema, isAbstractType } from 'graphql';

/** Names of the types whose fields may give objects of a type: itself, and abstract types that have members in common. */
export class TypesBehind {
  readonly #known = new Map<string, ReadonlySet<string>>();

  constructor(private readonly schema: GraphQLSchema) {}

  of(name: string): ReadonlySet<string> {
    const known = this.#known.get(name) ?? this.#find(name);
    this.#known.set(name, known);
    return known;
  }

  #find(name: string): ReadonlySet<string> {
    const members = this.#membersOf(name);
    const types = Object.keys(this.schema.getTypeMap());
    return new Set(types.filter((type) => this.#membersOf(type).some((member) => members.includes(member))));
  }

  #membersOf(name: string): readonly string[] {
    const type = this.schema.getType(name);
    return isAbstractType(type) ? this.schema.getPossibleTypes(type).map((each) => each.name) : [name];
  }
}
