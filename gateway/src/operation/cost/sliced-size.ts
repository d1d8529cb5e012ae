import { type FieldNode, type GraphQLField, Kind, valueFromASTUntyped } from 'graphql';
import { type Price } from '../../execution/pricing';
import { RefusedOperation } from '../refused-operation';
import { type ListSize } from './cost-directives';

/**
 * How long the list of one field will be.
 * @param otherwise where nothing tells
 * @returns a function that throws RefusedOperation BAD_USER_INPUT, HTTP 400, for a wrong count of slicing arguments
 */
export function slicedSize(
  size: ListSize,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode | undefined,
  otherwise: number,
): Price {
  const unsized = size.assumedSize ?? otherwise;
  if (size.slicingArguments.length === 0) return unsized;
  const slices = size.slicingArguments.map((name) => readerOf(name, field, node));
  const price = (variables: Readonly<Record<string, unknown>>): number => {
    const sizes = slices.map((slice) => slice(variables)).filter(isGiven);
    // What is written counts, and only without it what the schema says.
    const written = sizes.filter(({ isDefault }) => !isDefault);
    const counted = written.length > 0 ? written : sizes;
    if (size.requireOneSlicingArgument) {
      const isNone = counted.length === 0 && size.assumedSize === undefined;
      if (written.length > 1 || isNone) throw wrongCount(field.name, size);
    }
    return counted.length === 0 ? unsized : Math.max(...counted.map(({ value }) => lengthOf(value, unsized)));
  };
  const isConstant = !(node?.arguments ?? []).some(({ value }) => hasVariable(value));
  return isConstant ? price({}) : price;
}

interface Slice {
  readonly value: unknown;
  readonly isDefault: boolean;
}

function readerOf(
  name: string,
  field: GraphQLField<unknown, unknown>,
  node: FieldNode | undefined,
): (variables: Readonly<Record<string, unknown>>) => Slice {
  const written = node?.arguments?.find((argument) => argument.name.value === name)?.value;
  const byDefault: unknown = field.args.find((argument) => argument.name === name)?.defaultValue;
  return (variables) => {
    const value: unknown = written && valueFromASTUntyped(written, variables);
    const isDefault = value === undefined;
    return { value: isDefault ? byDefault : value, isDefault };
  };
}

/** Null asks for nothing in particular. */
function isGiven({ value }: Slice): boolean {
  return value !== undefined && value !== null;
}

/** What a subgraph makes of a negative size nobody knows. */
function lengthOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value >= 0 ? value : otherwise;
}

function hasVariable(value: { readonly kind: Kind }): boolean {
  return JSON.stringify(value).includes(`"${Kind.VARIABLE}"`);
}

function wrongCount(field: string, { slicingArguments, assumedSize }: ListSize): RefusedOperation {
  const names = slicingArguments.join(', ');
  const count = assumedSize === undefined ? 'exactly one' : 'at most one';
  return new RefusedOperation('BAD_USER_INPUT', 400, `Give "${field}" ${count} of the arguments: ${names}.`);
}
