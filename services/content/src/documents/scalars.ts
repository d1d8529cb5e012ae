import { GraphQLScalarType } from 'graphql';

/** Leaves the service only; made by `documentToHtml` and the like, never from outside. */
export const HtmlScalar = new GraphQLScalarType({
  name: 'HTML',
  description: 'Sanitised HTML fragment, safe to inject.',
  specifiedByURL: 'https://html.spec.whatwg.org/',
  serialize: String,
});

/** In code a `BlockDocument`. */
export const RichTextScalar = new GraphQLScalarType({
  name: 'RichText',
  description: 'Block document (versioned JSON) that native apps render without a web view.',
});
