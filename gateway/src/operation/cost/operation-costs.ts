import { type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Price, resolved } from '../../execution/pricing';
import { type OperationTemplate } from '../prepared-operation';
import { CostRates } from './cost-rates';
import { staticCost } from './static-cost';

/** Prices that are kept. */
const mostPrices = 5_000;
/** Memory for prices that depend on variables: in field nodes that they hold, of documents kept elsewhere or not. */
const maxBytes = 8_000_000;

export interface CostingSettings {
  /** Of lists of which the schema does not tell. */
  readonly listSize: number;
  /** Whether clients may see what operations cost. */
  readonly expose: boolean;
  readonly budget?: object | undefined;
}

/** What operations on one supergraph cost. */
export class OperationCosts {
  readonly rates: CostRates;
  readonly #apiSchema: GraphQLSchema;
  readonly #prices = new LRUCache<string, { readonly price: Price }>({ max: mostPrices, maxSize: maxBytes });

  /**
   * @param schema the supergraph's own
   */
  constructor(
    { schema, apiSchema }: { readonly schema: GraphQLSchema; readonly apiSchema: GraphQLSchema },
    private readonly settings: CostingSettings,
  ) {
    this.rates = new CostRates(schema);
    this.#apiSchema = apiSchema;
  }

  /** Whether anybody can want to know what answers cost. */
  get countsAnswers(): boolean {
    return this.settings.expose || this.settings.budget !== undefined;
  }

  /**
   * What an operation can cost at most, with these variables.
   * @param variables as the client gave them, checked
   * @throws RefusedOperation where a list has a wrong count of slicing arguments
   */
  costOf(operation: OperationTemplate, variables: Readonly<Record<string, unknown>>): number {
    const { conditions } = operation;
    const decisions = conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
    const key = decisions === '' ? operation.key : `${operation.key} ${decisions}`;
    const known = this.#prices.get(key);
    if (known) return resolved(known.price, variables);
    const price = staticCost(operation, variables, this.#apiSchema, this.rates, this.settings.listSize);
    const size = typeof price === 'number' ? key.length : key.length + operation.heldBytes;
    this.#prices.set(key, { price }, { size });
    return resolved(price, variables);
  }
}
