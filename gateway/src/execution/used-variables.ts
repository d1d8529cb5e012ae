import { type SubgraphOperation } from '../plan/query-plan';

/** Variables that the client left out stay out: the operation's text holds their defaults. */
export function usedVariables(
  { variables }: SubgraphOperation,
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const used = variables.filter(({ source }) => Object.hasOwn(given, source));
  return Object.fromEntries(used.map(({ name, source }) => [name, given[source]]));
}
