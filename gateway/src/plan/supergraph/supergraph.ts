import { buildASTSchema, type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { buildApiSchema } from './api-schema';
import { checkFieldSets } from './check-field-sets';
import { type JoinFacts, readJoinFacts } from './subgraphs';
import { SupergraphError } from './supergraph-error';

/** A supergraph that holds: what clients see, and what stands behind it. */
export interface Supergraph {
  readonly sdl: string;
  /** What {@link sdl} says, without locations. */
  readonly document: DocumentNode;
  /** What clients see. */
  readonly apiSchema: GraphQLSchema;
  /** The supergraph's own types, inaccessible ones and join directives included. */
  readonly schema: GraphQLSchema;
  readonly joins: JoinFacts;
}

/**
 * Reads a supergraph as composition prints it (join specification 0.3 and later).
 * @throws SupergraphError that names what is wrong with it.
 */
export function loadSupergraph(sdl: string): Supergraph {
  const document = attempt('is not GraphQL', () => parse(sdl, { noLocation: true }));
  const joins = readJoinFacts(document);
  if (joins.subgraphs.size === 0) {
    throw new SupergraphError('The supergraph names no subgraphs: its enum join__Graph is missing or empty.');
  }
  const schema = attempt('has a schema that does not hold', () =>
    buildASTSchema(document, { assumeValid: true }),
  );
  checkFieldSets(document, schema);
  const apiSchema = attempt('has a public schema that does not hold', () => buildApiSchema(document));
  if (!apiSchema.getQueryType()) throw new SupergraphError('The supergraph has no public query type.');
  return { sdl, document, apiSchema, schema, joins };
}

function attempt<Result>(complaint: string, build: () => Result): Result {
  try {
    return build();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new SupergraphError(`The supergraph ${complaint}: ${reason}`, { cause: error });
  }
}
