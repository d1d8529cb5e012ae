import { type FieldNode, type GraphQLError, type SourceLocation } from 'graphql';

/**
 * A field that knows where it stands in the client's text. The parser's own `loc` would do, but holds on to the
 * whole text and to every token in it.
 */
interface LocatedField extends FieldNode {
  readonly location?: SourceLocation;
}

/** Tells an error where the fields that it is about stand in the client's text, as far as that is known. */
export function locate(error: GraphQLError, fields: readonly FieldNode[]): GraphQLError {
  const locations = fields.flatMap(({ location }: LocatedField) => location ?? []);
  // Left to itself, graphql-js would count lines in a text that is no longer there.
  return locations.length > 0 ? Object.assign(error, { locations }) : error;
}

/** Where a field stands in the client's text; `undefined` when nobody knows. */
export function locationOf({ location, loc }: LocatedField): SourceLocation | undefined {
  return location ?? (loc && { line: loc.startToken.line, column: loc.startToken.column });
}
