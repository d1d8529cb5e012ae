import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTime, GraphQLEmailAddress, GraphQLLocale, GraphQLURL } from 'graphql-scalars';

/** An instant; in code a Date, on the wire RFC 3339 in UTC with milliseconds. */
export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  description: 'RFC 3339 instant, always UTC with millisecond precision.',
  specifiedByURL: 'https://scalars.graphql.org/andimarek/date-time',
  serialize: (value) => GraphQLDateTime.serialize(value).toISOString(),
});

export const EmailAddressScalar = new GraphQLScalarType({
  ...GraphQLEmailAddress.toConfig(),
  description: 'RFC 5322 addr-spec; compared case-insensitively.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc5322#section-3.4.1',
});

/** In code a string. */
export const UrlScalar = new GraphQLScalarType({
  ...GraphQLURL.toConfig(),
  name: 'URL',
  description: 'WHATWG URL.',
  specifiedByURL: 'https://url.spec.whatwg.org/',
});

export const LocaleScalar = new GraphQLScalarType({
  ...GraphQLLocale.toConfig(),
  description: 'BCP 47 language tag.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc5646',
});
