import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

/** In code a string. Any well-formed code passes: which currencies are sold is for the prices to say. */
export const CurrencyCodeScalar = new GraphQLScalarType<string, string>({
  name: 'CurrencyCode',
  description: 'ISO 4217 alphabetic code.',
  specifiedByURL: 'https://www.iso.org/iso-4217-currency-codes.html',
  serialize: currencyCode,
  parseValue: currencyCode,
  parseLiteral: (node) => currencyCode(node.kind === Kind.STRING ? node.value : undefined),
});

function currencyCode(value: unknown): string {
  if (typeof value === 'string' && /^[A-Z]{3}$/.test(value)) return value;
  throw new GraphQLError('CurrencyCode must be three capital letters, such as EUR.');
}
