import { type DocumentNode, type FieldNode, type GraphQLError, type SourceLocation, visit } from 'graphql';

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

/** Tells the fields of a document, in place, where the same fields stand in the text that another was parsed from. */
export function copyLocations(from: DocumentNode, to: DocumentNode): void {
  const known: (SourceLocation | undefined)[] = [];
  visit(from, {
    Field: ({ location, loc }: LocatedField) => {
      known.push(location ?? (loc && { line: loc.startToken.line, column: loc.startToken.column }));
    },
  });
  const located = known[Symbol.iterator]();
  visit(to, {
    Field: (field) => {
      const { value: location } = located.next();
      if (location) Object.assign(field, { location });
    },
  });
}
