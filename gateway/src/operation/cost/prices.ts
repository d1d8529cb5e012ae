import { type Price, resolved } from '../../execution/pricing';

/** No operation costs more: lists in lists of a thousand million would leave the numbers that count exactly. */
const mostExpensive = Number.MAX_SAFE_INTEGER;

/** Prices are never negative, though weights may be: some arguments make a field cheaper. */
function bounded(cost: number): number {
  return Math.min(Math.max(cost, 0), mostExpensive);
}

export function sum(prices: readonly Price[]): Price {
  const known = prices.filter((price) => typeof price === 'number').reduce((a, b) => a + b, 0);
  const open = prices.filter((price) => typeof price !== 'number');
  if (open.length === 0) return bounded(known);
  return (variables) => bounded(open.reduce((total, price) => total + price(variables), known));
}

export function product(a: Price, b: Price): Price {
  if (a === 0 || b === 0) return 0;
  if (typeof a === 'number' && typeof b === 'number') return bounded(a * b);
  return (variables) => bounded(resolved(a, variables) * resolved(b, variables));
}

export function highest(prices: readonly Price[]): Price {
  const known = Math.max(0, ...prices.filter((price) => typeof price === 'number'));
  const open = prices.filter((price) => typeof price !== 'number');
  if (open.length === 0) return bounded(known);
  return (variables) => open.reduce((most, price) => Math.max(most, price(variables)), known);
}
