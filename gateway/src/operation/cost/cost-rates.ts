import {
  type FieldNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';
import { type SelectedField } from '../../execution/compile/selection';
import { type Price, type Pricing } from '../../execution/pricing';
import { CostDirectives, type ListSize } from './cost-directives';
import { highest, sum } from './prices';

/** Weight of a field that changes something, where the schema says nothing. */
const mutationWeight = 10;

/** What a supergraph says that its types, fields and arguments cost. */
export class CostRates implements Pricing {
  readonly #directives: CostDirectives;
  readonly #weighted = new Map<GraphQLInputType, boolean>();

  /** @param schema the supergraph's own, with its directives */
  constructor(private readonly schema: GraphQLSchema) {
    this.#directives = new CostDirectives(schema);
  }

  /** A value of a type: 1 for an object and 0 for a leaf by default. Root objects are always there, and cost nothing. */
  typeWeight(type: GraphQLNamedType): number {
    if (isAbstractType(type)) {
      return Math.max(0, ...this.schema.getPossibleTypes(type).map((each) => this.typeWeight(each)));
    }
    const own = this.schema.getType(type.name);
    const byDefault = isLeafType(type) || this.#isRoot(type) ? 0 : 1;
    return this.#directives.weightOf(own?.astNode) ?? byDefault;
  }

  /** A field with its arguments, each time that it is answered, whatever its value. */
  fieldPrice(parent: GraphQLCompositeType, { name, nodes }: SelectedField): Price {
    const field = this.#field(parent, name);
    if (!field) return 0;
    const isMutation = parent.name === this.schema.getMutationType()?.name;
    const own = this.#directives.weightOf(field.astNode) ?? (isMutation ? mutationWeight : 0);
    return sum([own, ...this.#argumentPrices(field, nodes[0])]);
  }

  listSizeOf(parent: GraphQLObjectType, name: string): ListSize | undefined {
    return this.#directives.listSizeOf(this.#field(parent, name)?.astNode);
  }

  priceOf(type: GraphQLCompositeType, fields: readonly SelectedField[]): Price {
    // Which type it has nobody asked.
    if (isAbstractType(type)) {
      return highest(this.schema.getPossibleTypes(type).map((each) => this.priceOf(each, fields)));
    }
    const prices = fields.flatMap((field): Price[] => {
      if (!field.type) return [];
      const named = getNamedType(field.type);
      return [this.fieldPrice(type, field), isLeafType(named) ? this.typeWeight(named) : 0];
    });
    return sum([this.typeWeight(type), ...prices]);
  }

  #argumentPrices(field: GraphQLField<unknown, unknown>, node: FieldNode | undefined): readonly Price[] {
    return (node?.arguments ?? []).flatMap(({ name, value }): Price[] => {
      const argument = field.args.find((each) => each.name === name.value);
      if (!argument) return [];
      const own = this.#directives.weightOf(argument.astNode) ?? 0;
      if (own === 0 && !this.#isWeighted(argument.type)) return [];
      return [
        (variables) => {
          const given: unknown = valueFromASTUntyped(value, variables);
          return given === undefined ? 0 : own + this.#inputWeight(argument.type, given);
        },
      ];
    });
  }

  /** Whether a value of the type can cost anything. */
  #isWeighted(type: GraphQLInputType): boolean {
    const known = this.#weighted.get(type);
    if (known !== undefined) return known;
    // While it is being found out: a type inside itself adds nothing to the question.
    this.#weighted.set(type, false);
    const named = getNamedType(type);
    const isWeighted = isInputObjectType(named)
      ? Object.values(named.getFields()).some(
          (field) => this.#directives.weightOf(field.astNode) !== undefined || this.#isWeighted(field.type),
        )
      : this.typeWeight(named) !== 0;
    this.#weighted.set(type, isWeighted);
    return isWeighted;
  }

  #inputWeight(type: GraphQLInputType, value: unknown): number {
    if (value === null || value === undefined) return 0;
    if (isNonNullType(type)) return this.#inputWeight(type.ofType, value);
    if (isListType(type)) {
      const items: readonly unknown[] = Array.isArray(value) ? value : [value];
      return items.reduce<number>((total, item) => total + this.#inputWeight(type.ofType, item), 0);
    }
    if (!isInputObjectType(type)) return this.typeWeight(type);
    const fields = type.getFields();
    return Object.entries(value).reduce((total, [name, inner]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (!field || inner === undefined) return total;
      return total + (this.#directives.weightOf(field.astNode) ?? 0) + this.#inputWeight(field.type, inner);
    }, 0);
  }

  #field(parent: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
    const type = this.schema.getType(parent.name);
    return isObjectType(type) ? type.getFields()[name] : undefined;
  }

  #isRoot({ name }: GraphQLNamedType): boolean {
    return name === this.schema.getQueryType()?.name || name === this.schema.getMutationType()?.name;
  }
}
