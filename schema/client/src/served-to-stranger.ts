import { type Operation } from './document.js';
import { type Answer } from './transport.js';

/**
 * Whether an answer would be another one for somebody whose session is renewed, and asking again does nothing
 * twice: all of the request was refused, it was a query, or no field of the mutation was carried out.
 */
export function servedToStranger(
  { status, challenged, data, errors }: Answer<unknown>,
  operation: Operation,
): boolean {
  if (status === 401) return true;
  const refused = errors.filter(({ code }) => code === 'UNAUTHENTICATED');
  if (!challenged && refused.length === 0) return false;
  if (operation.isQuery) return true;
  if (!data) return false;
  const roots = Object.keys(data).filter((name) => name !== '__typename');
  return roots.every((root) => refused.some(({ path }) => path?.length === 1 && path[0] === root));
}
