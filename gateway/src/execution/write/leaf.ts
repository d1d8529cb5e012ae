import { type GraphQLLeafType, isEnumType, isSpecifiedScalarType } from 'graphql';

/** What stands for a value that its type does not allow. */
export const misfitLeaf = Symbol('misfit');

/**
 * Checks a leaf value as it came from a subgraph: JSON that was serialised once already. Values of custom
 * scalars pass as they are. An enum value that the public schema does not know never passes, nor does a number that
 * JSON.parse could not hold: infinity would be printed as null, a long id as that of somebody else.
 * @returns the value for the client, or {@link misfitLeaf}.
 */
export function completeLeaf(type: GraphQLLeafType, value: unknown): unknown {
  if (isEnumType(type)) {
    return typeof value === 'string' && type.getValue(value) ? value : misfitLeaf;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) return misfitLeaf;
  if (!isSpecifiedScalarType(type)) return value;
  switch (type.name) {
    case 'Int':
      return Number.isInteger(value) && value === ((value as number) | 0) ? value : misfitLeaf;
    case 'Float':
      return typeof value === 'number' ? value : misfitLeaf;
    case 'Boolean':
      return typeof value === 'boolean' ? value : misfitLeaf;
    case 'ID':
      return Number.isSafeInteger(value) ? String(value) : typeof value === 'string' ? value : misfitLeaf;
    default:
      return typeof value === 'string' ? value : misfitLeaf;
  }
}
