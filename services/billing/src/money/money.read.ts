import { exponentOf } from './currency.rules';
import type { MoneyValue } from './money.rules';

/** An amount of a currency's smallest units, with what is needed to write it. */
export function moneyOf(minor: bigint, currency: string): MoneyValue {
  return { minor, currency, exponent: exponentOf(currency) };
}
