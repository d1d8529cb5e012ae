import { type GraphQLCompositeType } from 'graphql';
import { type SelectedField } from '../compile/selection';
import { type Pricing, resolved } from '../pricing';

/** Adds up what the objects of an answer cost. */
export class Tally {
  total = 0;
  readonly #prices = new Map<readonly SelectedField[], Map<string, number>>();

  constructor(
    private readonly pricing: Pricing,
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {}

  add(type: GraphQLCompositeType, fields: readonly SelectedField[]): void {
    let byType = this.#prices.get(fields);
    if (!byType) this.#prices.set(fields, (byType = new Map<string, number>()));
    let price = byType.get(type.name);
    if (price === undefined) {
      const fetched = fields.filter(({ refusal }) => !refusal);
      byType.set(type.name, (price = resolved(this.pricing.priceOf(type, fetched), this.variables)));
    }
    this.total += price;
  }
}
