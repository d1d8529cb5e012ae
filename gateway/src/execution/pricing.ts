import { type GraphQLCompositeType } from 'graphql';
import { type SelectedField } from './compile/selection';

/** What something costs: always the same, or decided by the variables of a request. */
export type Price = number | ((variables: Readonly<Record<string, unknown>>) => number);

/** What objects of an answer cost. */
export interface Pricing {
  /** One object with these fields, without the objects inside it. */
  priceOf(type: GraphQLCompositeType, fields: readonly SelectedField[]): Price;
}

/** @returns what it costs with these variables */
export function resolved(price: Price, variables: Readonly<Record<string, unknown>>): number {
  return typeof price === 'number' ? price : price(variables);
}
