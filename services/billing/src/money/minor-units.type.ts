import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** In code a bigint, on the wire a JSON number. */
export const MinorUnitsScalar = new GraphQLScalarType<bigint, number>({
  name: 'MinorUnits',
  description:
    "Whole number of a currency's smallest unit, |n| < 2^53. JSON number; Long on Kotlin, Int on Swift.",
  serialize: (value) => {
    if (typeof value !== 'bigint') throw new GraphQLError('MinorUnits must be a bigint.');
    return safeNumber(value);
  },
  parseValue: (value) => {
    if (typeof value !== 'number') throw new GraphQLError('MinorUnits must be a number.');
    return wholeNumber(value);
  },
  parseLiteral: (node) => {
    if (node.kind !== Kind.INT) throw new GraphQLError('MinorUnits must be a whole number.', { nodes: node });
    return wholeNumber(Number(node.value));
  },
});

function safeNumber(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new GraphQLError('MinorUnits must be smaller than 2^53.');
  return number;
}

function wholeNumber(value: number): bigint {
  if (!Number.isSafeInteger(value)) {
    throw new GraphQLError('MinorUnits must be a whole number smaller than 2^53.');
  }
  return BigInt(value);
}
