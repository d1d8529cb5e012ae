import { type ASTNode, type ConstDirectiveNode, type GraphQLSchema, valueFromASTUntyped } from 'graphql';
import { directivesOf } from '../../plan/supergraph/join-directives';
import { localNames } from '../links';

/** How long the list is that a field gives, or the lists in the fields of its object. */
export interface ListSize {
  /** Where no slicing argument tells. */
  readonly assumedSize: number | undefined;
  readonly slicingArguments: readonly string[];
  /** Fields of the object whose lists these are; empty when the field is the list itself. */
  readonly sizedFields: readonly string[];
  readonly requireOneSlicingArgument: boolean;
}

/**
 * Reads `@cost` and `@listSize` in a supergraph, by whatever names it links them
 * (https://ibm.github.io/graphql-specs/cost-spec.html).
 */
export class CostDirectives {
  readonly #cost: ReadonlySet<string>;
  readonly #listSize: ReadonlySet<string>;

  constructor(schema: GraphQLSchema) {
    this.#cost = localNames(schema, 'cost', 'cost');
    this.#listSize = localNames(schema, 'cost', 'listSize');
  }

  /** What `@cost` says of a definition; `undefined` where it says nothing. */
  weightOf(node: ASTNode | null | undefined): number | undefined {
    const weight = Number(this.#valuesOf(node, this.#cost)?.weight ?? NaN);
    return Number.isFinite(weight) ? weight : undefined;
  }

  listSizeOf(node: ASTNode | null | undefined): ListSize | undefined {
    const values = this.#valuesOf(node, this.#listSize);
    if (!values) return undefined;
    const { assumedSize, slicingArguments, sizedFields, requireOneSlicingArgument } = values;
    return {
      assumedSize: typeof assumedSize === 'number' ? Math.max(0, assumedSize) : undefined,
      slicingArguments: texts(slicingArguments),
      sizedFields: texts(sizedFields),
      requireOneSlicingArgument: requireOneSlicingArgument !== false,
    };
  }

  #valuesOf(
    node: ASTNode | null | undefined,
    names: ReadonlySet<string>,
  ): Readonly<Record<string, unknown>> | undefined {
    if (!node) return undefined;
    const [directive] = [...names].flatMap((name): readonly ConstDirectiveNode[] => directivesOf(node, name));
    if (!directive) return undefined;
    return Object.fromEntries(
      (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
    );
  }
}

function texts(value: unknown): readonly string[] {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item): item is string => typeof item === 'string');
}
