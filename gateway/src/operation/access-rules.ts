import {
  type ConstDirectiveNode,
  getNamedType,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { type AccessDirectives, alternativesOf, readAccessDirectives } from './access-directives';
import { type Requirement } from './requirement';

interface DirectiveHolder {
  readonly astNode?: { readonly directives?: readonly ConstDirectiveNode[] | undefined } | null | undefined;
}

/** What every field of one supergraph demands of its caller. Equal requirements are one object. */
export class AccessRules {
  readonly #directives: AccessDirectives;
  readonly #fields = new Map<string, ReadonlySet<Requirement>>();
  readonly #requirements = new Map<string, Requirement>();

  /** @throws Error when the supergraph relies on a security feature that is not known. */
  constructor(private readonly schema: GraphQLSchema) {
    this.#directives = readAccessDirectives(schema);
    // All at once, so that a rule that cannot be read stops the supergraph and not a request.
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      for (const name of Object.keys(type.getFields())) this.of(type.name, name);
    }
  }

  /**
   * What the field `typeName.fieldName` demands: its own rules, those of the type it stands in and of the type it
   * returns, those of an `@interfaceObject` that it was added by, and those of the fields it is computed from.
   */
  of(typeName: string, fieldName: string): ReadonlySet<Requirement> {
    const key = `${typeName}.${fieldName}`;
    const known = this.#fields.get(key);
    if (known) return known;
    // Set before it is filled: fields may require each other in a circle.
    const found = new Set<Requirement>();
    this.#fields.set(key, found);
    for (const requirement of this.#collect(typeName, fieldName)) found.add(requirement);
    return found;
  }

  /** How many fields demand something of that kind. */
  countFields(demands: (requirement: Requirement) => boolean): number {
    let count = 0;
    for (const requirements of this.#fields.values()) if ([...requirements].some(demands)) count += 1;
    return count;
  }

  *#collect(typeName: string, fieldName: string): Iterable<Requirement> {
    const type = this.schema.getType(typeName);
    if (!isObjectType(type) && !isInterfaceType(type)) return;
    const field = type.getFields()[fieldName];
    if (!field) return;
    yield* this.#ofType(type);
    yield* isInterfaceType(type)
      ? this.#notInferred(field, this.#implementations(type, fieldName))
      : this.#written(field);
    yield* this.#ofType(getNamedType(field.type));
    for (const join of field.astNode?.directives?.filter(({ name }) => name.value === 'join__field') ?? []) {
      // The composer adds the fields of an interface object to its types without naming a subgraph.
      if (!stringArgument(join, 'graph'))
        for (const { name } of type.getInterfaces()) yield* this.of(name, fieldName);
      const requires = stringArgument(join, 'requires');
      if (requires) yield* this.#ofSelection(parseSelection(requires), type);
    }
  }

  #ofType(type: GraphQLNamedType): Iterable<Requirement> {
    if (!isInterfaceType(type)) return this.#written(type);
    return this.#notInferred(type, this.schema.getPossibleTypes(type));
  }

  #implementations(type: GraphQLInterfaceType, fieldName: string): readonly DirectiveHolder[] {
    return this.schema.getPossibleTypes(type).flatMap((object) => object.getFields()[fieldName] ?? []);
  }

  /**
   * Composers write on an interface what any of its types demands. Taken at its word, nobody could be shown the open
   * types behind it; and the guarded ones are seen to wherever they can stand. So what some but not all of the types
   * demand is left to them. What all demand, or none, is the interface's own word.
   */
  *#notInferred(holder: DirectiveHolder, implementations: readonly DirectiveHolder[]): Iterable<Requirement> {
    const theirs = implementations.map((implementation) => [...this.#written(implementation)]);
    for (const requirement of this.#written(holder)) {
      const isKnown = theirs.some((demanded) => demanded.some(({ kind }) => kind === requirement.kind));
      const isShared = theirs.every((demanded) => demanded.includes(requirement));
      if (!isKnown || isShared) yield requirement;
    }
  }

  *#ofSelection(set: SelectionSetNode, parent: GraphQLNamedType): Iterable<Requirement> {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const type = selection.typeCondition && this.schema.getType(selection.typeCondition.name.value);
        yield* this.#ofSelection(selection.selectionSet, type ?? parent);
      } else if (selection.kind === Kind.FIELD && (isObjectType(parent) || isInterfaceType(parent))) {
        yield* this.of(parent.name, selection.name.value);
        const field = parent.getFields()[selection.name.value];
        if (selection.selectionSet && field)
          yield* this.#ofSelection(selection.selectionSet, getNamedType(field.type));
      }
    }
  }

  *#written(holder: DirectiveHolder): Iterable<Requirement> {
    const { authenticated, requiresScopes, policy } = this.#directives;
    for (const directive of holder.astNode?.directives ?? []) {
      const name = directive.name.value;
      if (authenticated.has(name)) yield this.#shared({ kind: 'authenticated' });
      if (requiresScopes.has(name))
        yield this.#shared({ kind: 'scopes', anyOf: alternativesOf(directive, 'scopes') });
      if (policy.has(name))
        yield this.#shared({ kind: 'policy', anyOf: alternativesOf(directive, 'policies') });
    }
  }

  #shared(requirement: Requirement): Requirement {
    const key = JSON.stringify(requirement);
    const known = this.#requirements.get(key) ?? requirement;
    this.#requirements.set(key, known);
    return known;
  }
}

function stringArgument(directive: ConstDirectiveNode, name: string): string | undefined {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value && 'value' in value ? String(value.value) : undefined;
}

function parseSelection(fields: string): SelectionSetNode {
  const [operation] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError(`Not a field set: ${fields}`);
  return operation.selectionSet;
}
