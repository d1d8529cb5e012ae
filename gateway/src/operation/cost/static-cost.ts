import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
  type OperationDefinitionNode,
  valueFromASTUntyped,
} from 'graphql';
import { type SelectedField, type SelectedFields, Selections } from '../../execution/compile/selection';
import { type Price } from '../../execution/pricing';
import { RefusedOperation } from '../refused-operation';
import { type CostRates } from './cost-rates';
import { highest, product, sum } from './prices';
import { slicedSize } from './sliced-size';

/** Objects of one type at one place that are looked at for one operation, at most: types inside each other multiply. */
const mostPlaces = 10_000;

export interface CostedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** Sizes that a field gives to lists inside its object. */
interface Sizing {
  readonly key: string;
  readonly fields: readonly string[];
  readonly size: Price;
}

type Scope = Readonly<Record<string, unknown>>;

/**
 * What an operation can cost at most, as far as the schema tells: a function of its variables, or a number.
 * @param conditions values of the variables in `@skip` and `@include`, for which alone it holds
 * @throws RefusedOperation
 */
export function staticCost(
  { document, operation }: CostedOperation,
  conditions: Scope,
  schema: GraphQLSchema,
  rates: CostRates,
  listSize: number,
): Price {
  const selections = new Selections(schema, document, conditions, new Map());
  const root = schema.getRootType(operation.operation);
  if (!root) return 0;
  const compiler = new CostCompiler(schema, selections, rates, listSize);
  return compiler.finish(compiler.object(root, selections.ofRoot(root, operation.selectionSet)), operation);
}

/**
 * Finds each price once, wherever it is needed, and has it computed once for each request: selections on interfaces
 * inside each other would else be walked for every combination of types.
 */
class CostCompiler {
  readonly #ids = new Map<FieldNode, number>();
  readonly #values = new Map<string, Price>();
  readonly #steps: Exclude<Price, number>[] = [];
  #current: Float64Array = new Float64Array();
  #places = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly selections: Selections,
    private readonly rates: CostRates,
    private readonly listSize: number,
  ) {}

  object(type: GraphQLObjectType, { fields }: SelectedFields, sizing?: Sizing): Price {
    this.#places += 1;
    if (this.#places > mostPlaces) {
      const message =
        'The operation has too many types inside each other to count its cost; ask for it in parts.';
      throw new RefusedOperation('COST_LIMIT_EXCEEDED', 400, message);
    }
    return sum([this.rates.typeWeight(type), ...fields.map((field) => this.#field(type, field, sizing))]);
  }

  finish(cost: Price, { variableDefinitions = [] }: OperationDefinitionNode): Price {
    if (typeof cost === 'number' && this.#steps.length === 0) return cost;
    const defaults = Object.fromEntries(
      variableDefinitions.flatMap(({ variable, defaultValue }): [string, unknown][] =>
        defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)]] : [],
      ),
    );
    return (variables) => {
      const scope: Scope = { __proto__: null, ...defaults, ...variables };
      this.#current = new Float64Array(this.#steps.length);
      this.#steps.forEach((step, index) => (this.#current[index] = step(scope)));
      return typeof cost === 'number' ? cost : cost(scope);
    };
  }

  #field(parent: GraphQLObjectType, field: SelectedField, sizing: Sizing | undefined): Price {
    const { type, name } = field;
    if (!type) return 0;
    const key = `${parent.name}.${this.#keyOf(field)}`;
    const definition = parent.getFields()[name];
    const listSize = this.rates.listSizeOf(parent, name);
    const size =
      listSize && definition
        ? this.#once(`size ${key}`, () => slicedSize(listSize, definition, field.nodes[0], this.listSize))
        : this.listSize;
    const isForInside = listSize !== undefined && listSize.sizedFields.length > 0;
    const inside = isForInside ? { key, fields: listSize.sizedFields, size } : undefined;
    const own = sizing?.fields.includes(name) ? sizing.size : isForInside ? this.listSize : size;
    const each = this.#value(type, field, inside);
    return sum([this.rates.fieldPrice(parent, field), product(this.#count(type, own), each)]);
  }

  /** How many values a field has at most. `size` is its own list's; lists inside that are as long as lists by default. */
  #count(type: GraphQLOutputType, size: Price): Price {
    const outer = getNullableType(type);
    if (!isListType(outer)) return 1;
    return product(size, this.#count(outer.ofType, this.listSize));
  }

  #value(type: GraphQLOutputType, field: SelectedField, sizing: Sizing | undefined): Price {
    const named = getNamedType(type);
    if (isLeafType(named)) return this.rates.typeWeight(named);
    return this.#once(`value ${named.name} ${this.#keyOf(field)} ${sizing?.key ?? ''}`, () => {
      const types = isAbstractType(named) ? this.schema.getPossibleTypes(named) : [named];
      return highest(
        types.filter(isObjectType).map((each) => {
          const key = `object ${each.name} ${this.#keyOf(field)} ${sizing?.key ?? ''}`;
          return this.#once(key, () => this.object(each, this.selections.below(field, each), sizing));
        }),
      );
    });
  }

  #once(key: string, find: () => Price): Price {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    const price = find();
    const value = typeof price === 'number' ? price : this.#step(price);
    this.#values.set(key, value);
    return value;
  }

  /** What it needs was found before, so it is computed before. */
  #step(price: Exclude<Price, number>): Price {
    const index = this.#steps.push(price) - 1;
    return () => this.#current[index]!;
  }

  #keyOf({ nodes }: SelectedField): string {
    return nodes
      .map((node) => {
        const id = this.#ids.get(node) ?? this.#ids.size;
        this.#ids.set(node, id);
        return id;
      })
      .join('+');
  }
}
