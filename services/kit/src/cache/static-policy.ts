import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { hintOf, type CacheHint } from './cache-hints';

/** What is known of an operation's answers before it runs. */
export interface StaticPolicy {
  /** Seconds; 0 when answers must not be kept. */
  readonly maxAge: number;
  readonly isPrivate: boolean;
  /** Response names of root fields that look something up: null is no answer to keep. */
  readonly lookups: readonly string[];
}

const notKept: StaticPolicy = { maxAge: 0, isPrivate: false, lookups: [] };

/**
 * The policy of an operation by Apollo's rules for `@cacheControl`: the least of all fields that it could answer, whatever
 * its variables and whatever type an object has. A field of the root and one that returns objects has 0 unless it or the
 * type says otherwise; what returns scalars is as its object.
 */
export function staticPolicy(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operation, selectionSet }: OperationDefinitionNode,
): StaticPolicy {
  const query = schema.getQueryType();
  if (operation !== OperationTypeNode.QUERY || !query) return notKept;
  const walk = new PolicyWalk(schema, document, query);
  walk.select(selectionSet, [query]);
  const { maxAge, isPrivate, lookups } = walk;
  return Number.isFinite(maxAge) && maxAge > 0 ? { maxAge, isPrivate, lookups: [...lookups] } : notKept;
}

class PolicyWalk {
  maxAge = Infinity;
  isPrivate = false;
  readonly lookups = new Set<string>();
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #seen = new Set<string>();

  constructor(
    readonly schema: GraphQLSchema,
    document: DocumentNode,
    readonly query: GraphQLObjectType,
  ) {
    this.#fragments = new Map(
      document.definitions.flatMap((each) =>
        each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [],
      ),
    );
  }

  select({ selections }: SelectionSetNode, parents: readonly GraphQLObjectType[]): void {
    for (const selection of selections) {
      switch (selection.kind) {
        case Kind.FIELD: {
          const { name, alias, selectionSet } = selection;
          this.#field(name.value, alias?.value ?? name.value, selectionSet, parents);
          break;
        }
        case Kind.INLINE_FRAGMENT:
          this.select(selection.selectionSet, this.#condition(selection.typeCondition?.name.value, parents));
          break;
        case Kind.FRAGMENT_SPREAD:
          this.#spread(selection.name.value);
      }
    }
  }

  #field(
    name: string,
    responseName: string,
    selectionSet: SelectionSetNode | undefined,
    parents: readonly GraphQLObjectType[],
  ): void {
    if (name === '__typename') return;
    const targets = new Set<GraphQLObjectType>();
    for (const parent of parents) {
      const field = parent.getFields()[name];
      // Introspection is not kept, nor what does not exist.
      if (!field) {
        if (name.startsWith('__')) this.#restrict({ maxAge: 0 });
        continue;
      }
      const target = getNamedType(field.type);
      if (parent === this.query && field.args.length > 0 && isObjectType(field.type)) {
        this.lookups.add(responseName);
      }
      if (name === '_entities' && parent === this.query) {
        for (const type of this.#entityTypes(selectionSet)) {
          targets.add(type);
          this.#restrict({ maxAge: 0, ...hintOf(type) });
        }
        if (targets.size === 0) this.#restrict({ maxAge: 0 });
        continue;
      }
      for (const type of this.#possible(target)) targets.add(type);
      this.#restrict(policyOfField(hintOf(field), target, parent === this.query));
    }
    if (selectionSet) this.select(selectionSet, [...targets]);
  }

  /** The types of which an `_entities` field could answer something. */
  #entityTypes(selectionSet: SelectionSetNode | undefined): readonly GraphQLObjectType[] {
    return (selectionSet?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [];
      if (selection.kind === Kind.INLINE_FRAGMENT && !selection.typeCondition) {
        return this.#entityTypes(selection.selectionSet);
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD ? this.#fragments.get(selection.name.value) : selection;
      return this.#possible(this.schema.getType(fragment?.typeCondition?.name.value ?? ''));
    });
  }

  #spread(name: string): void {
    const fragment = this.#fragments.get(name);
    if (!fragment || this.#seen.has(name)) return;
    // Once is enough: whatever the type of the object in whose place it stands, it can be any of its condition's.
    this.#seen.add(name);
    this.select(fragment.selectionSet, this.#condition(fragment.typeCondition.name.value, []));
  }

  #condition(name: string | undefined, parents: readonly GraphQLObjectType[]): readonly GraphQLObjectType[] {
    return name === undefined ? parents : this.#possible(this.schema.getType(name));
  }

  #possible(type: GraphQLNamedType | undefined): readonly GraphQLObjectType[] {
    if (isObjectType(type)) return [type];
    return isAbstractType(type) ? this.schema.getPossibleTypes(type) : [];
  }

  #restrict({ maxAge, scope }: CacheHint): void {
    if (maxAge !== undefined) this.maxAge = Math.min(this.maxAge, maxAge);
    if (scope === 'PRIVATE') this.isPrivate = true;
  }
}

/** A field's word counts more than that of the type it returns; a type can leave it to the field above. */
function policyOfField(onField: CacheHint = {}, target: GraphQLNamedType, isRoot: boolean): CacheHint {
  const returnsObjects = isCompositeType(target);
  const onType = returnsObjects ? (hintOf(target) ?? {}) : {};
  const maxAge = onField.maxAge ?? onType.maxAge;
  // No scope takes another one back: what only some may see stays theirs.
  const scope = onField.scope === 'PRIVATE' || onType.scope === 'PRIVATE' ? 'PRIVATE' : 'PUBLIC';
  if (maxAge !== undefined) return { maxAge, scope };
  const inherits = onField.inheritMaxAge === true || onType.inheritMaxAge === true;
  return (returnsObjects && !inherits) || isRoot ? { maxAge: 0, scope } : { scope };
}
